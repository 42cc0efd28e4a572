#include "app/api/kpis.hpp"

#include "app/api/json_response.hpp"
#include "app/api/kpi_question.hpp"
#include "io/clock.hpp"
#include "wire/kpi_json.hpp"

namespace dealbell::app {

Answer get_kpis(ApiContext& api, const net::Request& request) {
  const auto question = kpi_question(request);
  if (!question) co_return question_problem(question.error());
  if (question->measure.empty()) co_return question_problem(measure_missing());
  auto ask = [q = *question, now = io::now()](const core::SalesState& sales) {
    return core::ask(sales, q, now);
  };
  const auto answer = co_await api.office.query_sales(ask);
  if (!answer) co_return question_problem(answer.error());
  co_return json_response(wire::write_kpis(*answer, *question));
}

}  // namespace dealbell::app
