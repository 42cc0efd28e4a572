#pragma once

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/counting/org_context.hpp"
#include "core/facts/facts.hpp"
#include "core/measures/own.hpp"
#include "core/org/quotas.hpp"
#include "core/state/cube.hpp"
#include "core/state/mapping_backlog.hpp"
#include "core/state/twin_index.hpp"

namespace dealbell::core {

// The facts as one org document reads them: sums and indexes. Another document is another set of
// books, written beside the ones in use.
class OrgView {
 public:
  // The facts outlive the books. The calendar must be one of org.calendar. Nothing is counted yet.
  OrgView(Org org, Calendar calendar, const Facts& facts);
  OrgView(const OrgView&) = delete;
  OrgView& operator=(const OrgView&) = delete;

  const Org& org() const { return org_; }
  const Calendar& calendar() const { return calendar_; }
  const Directory& directory() const { return directory_; }
  const Pipelines& pipelines() const { return pipelines_; }
  const Quotas& quotas() const { return quotas_; }
  const OwnFields& own_fields() const { return own_fields_; }
  const std::vector<Measure>& own_measures() const { return own_measures_; }
  const Names& names() const { return facts_.names; }
  const Cube& cube() const { return cube_; }
  OrgContext org_context() const {
    return {org_,   calendar_,   directory_,      pipelines_,
            rates_, own_fields_, twin_decisions_, facts_.stamps};
  }

  // What an entity adds, and what follows from it.
  struct Effect {
    std::vector<Contribution> parts;
    std::optional<Instant> won_at;
    std::vector<Gap> gaps{};
    std::optional<WinFingerprint> fingerprint{};
  };
  Effect of_deal(Ref ref) const;
  Effect of_activity(Ref ref) const;

  // Replaces what an entity added by what it adds now.
  void recount(Ref ref, const Effect& before, const Effect& after);

  // Counts the facts that are not counted yet, up to `most` of them; false when all are. Until then
  // only entities for which covers() holds may be recounted.
  bool fold(std::size_t most);
  bool covers_deal(Ref ref) const { return ref < deals_folded_; }
  bool covers_activity(Ref ref) const { return ref < activities_folded_; }

  // What contributes to a base, by day. Activities in `activity` and its own measures, else deals.
  using ByDay = std::set<std::pair<Day, Ref>>;
  const ByDay& by_day(Base base) const;
  // Deals that are won, by when.
  using ByTime = std::set<std::pair<Instant, Ref>>;
  const ByTime& wins_by_time() const { return wins_by_time_; }
  // What waits for the document or for facts, and wins that two sources may both have told.
  const MappingBacklog& mapping_backlog() const { return mapping_backlog_; }
  const TwinIndex& twins() const { return twins_; }
  const TwinDecisions& twin_decisions() const { return twin_decisions_; }
  // Whether a win that names no kind is a new customer's, as new_after_months reads it; nullopt
  // where the document does not ask, and for a win without a customer.
  std::optional<bool> new_customer(const Contribution& won) const;

 private:
  void index(const Contribution& c, Ref ref, bool add);

  const Facts& facts_;
  Org org_;
  Calendar calendar_;
  Directory directory_;
  Pipelines pipelines_;
  Rates rates_;
  Quotas quotas_;
  OwnFields own_fields_;
  TwinDecisions twin_decisions_;
  std::vector<Measure> own_measures_;
  Cube cube_;
  std::vector<ByDay> by_day_;
  ByTime wins_by_time_;
  std::unordered_map<Name, ByTime> wins_of_;
  MappingBacklog mapping_backlog_;
  TwinIndex twins_;
  Ref deals_folded_ = 0, activities_folded_ = 0;
};

}  // namespace dealbell::core
