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

// The facts as interpreted by one org document: sums and indexes. For another document another view
// is computed while the current one stays in use.
class OrgView final : public Customers {
 public:
  // Counts nothing yet. The facts must outlive the view; the calendar must be made from
  // org.calendar.
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
  const Cube& cube() const { return cube_; }
  OrgContext org_context() const {
    return {org_,        calendar_,       directory_,    pipelines_, rates_,
            own_fields_, twin_decisions_, facts_.stamps, today_};
  }

  // What an entity contributes to sums and indexes.
  struct Effect {
    std::vector<Contribution> parts;
    std::optional<Instant> won_at;
    std::vector<Gap> gaps{};
    Name source = no_name;
    std::optional<WinFingerprint> fingerprint{};
  };
  Effect of_deal(Ref ref) const;
  Effect of_activity(Ref ref) const;

  // Replaces an entity's earlier effect by the present one.
  void recount(Ref ref, const Effect& before, const Effect& after);

  // An event was received at this time. On a new day, the open deals of people who are now in
  // another team are recounted.
  void note_receipt(Instant received_at) {
    if (received_at >= tomorrow_) begin_day(calendar_.day_of(received_at));
  }

  // Counts up to `most` entities that are not counted yet; false when all are. Until then recount()
  // may only be called for entities that are covered.
  bool fold(std::size_t most);
  bool covers_deal(Ref ref) const { return ref < deals_folded_; }
  bool covers_activity(Ref ref) const { return ref < activities_folded_; }

  // The entities that contribute to a base, by day; see counts_activities().
  using ByDay = std::set<std::pair<Day, Ref>>;
  const ByDay& by_day(Base base) const;
  // Won deals by time of the win.
  using ByTime = std::set<std::pair<Instant, Ref>>;
  const ByTime& wins_by_time() const { return wins_by_time_; }
  // Gaps that wait for the document or for missing facts, and wins that may have been reported by
  // two sources.
  const MappingBacklog& mapping_backlog() const { return mapping_backlog_; }
  const TwinIndex& twins() const { return twins_; }
  const TwinDecisions& twin_decisions() const { return twin_decisions_; }
  std::optional<bool> new_customer(const Contribution& won) const override;

  // Whether the base counts activities; the others count deals.
  bool counts_activities(Base base) const;
  // A contribution of this deal or activity as measures see it. Refers to `contribution`.
  Entry entry_of(Ref ref, const Contribution& contribution) const;

 private:
  void index(const Contribution& c, Ref ref, bool add);
  void begin_day(Day day);

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
  Day today_ = Day::min();  // of the last event received
  Instant tomorrow_ = Instant::min();
  Ref deals_folded_ = 0, activities_folded_ = 0;
};

}  // namespace dealbell::core
