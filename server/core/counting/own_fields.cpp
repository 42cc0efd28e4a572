#include "core/counting/own_fields.hpp"

#include <algorithm>

#include "core/counting/contribution.hpp"
#include "core/values/dimensions.hpp"

namespace dealbell::core {
namespace {

Name word_of(const FieldFilter& filter, const CountedEntity& counted, const Contribution& c,
             const Names& names) {
  switch (filter.field) {
    case FieldFilter::Field::dimension:
      return c.dimensions[static_cast<std::size_t>(filter.dimension)];
    case FieldFilter::Field::currency:
      return counted.deal ? counted.deal->currency.value : no_name;
    case FieldFilter::Field::lost_reason:
      return counted.deal ? names.find(counted.deal->lost_reason.value) : no_name;
    case FieldFilter::Field::outcome:
      return counted.activity ? counted.activity->outcome.value : no_name;
    case FieldFilter::Field::automatic:
      return names.find(counted.activity && counted.activity->automatic.value ? "true" : "false");
  }
  return no_name;
}

bool credited_to(const std::unordered_set<Name>& teams, const Contribution& c,
                 const Directory& directory) {
  return std::any_of(c.credits.begin(), c.credits.end(), [&](const Credit& credit) {
    if (credit.role == Role::overlay) return false;
    bool in = false;
    directory.teams().up(credit.team, [&](Name team) { in = in || teams.contains(team); });
    return in;
  });
}

}  // namespace

bool passes(const std::vector<FieldFilter>& where, const CountedEntity& counted,
            const Contribution& c, const Directory& directory, const Names& names) {
  return std::all_of(where.begin(), where.end(), [&](const FieldFilter& filter) {
    const bool by_team =
        filter.field == FieldFilter::Field::dimension && filter.dimension == Dimension::team;
    const bool in = by_team ? credited_to(filter.any_of, c, directory)
                            : filter.any_of.contains(word_of(filter, counted, c, names));
    return in != filter.none_of;
  });
}

std::vector<FieldFilter> resolved(const std::vector<OwnFilter>& where, Names& names) {
  std::vector<FieldFilter> filters;
  for (const auto& condition : where) {
    auto& filter = filters.emplace_back();
    filter.none_of = condition.none_of;
    for (const auto& word : condition.any_of) filter.any_of.insert(names.intern(word));
    using Field = FieldFilter::Field;
    if (condition.field == "currency")
      filter.field = Field::currency;
    else if (condition.field == "lost_reason")
      filter.field = Field::lost_reason;
    else if (condition.field == "outcome")
      filter.field = Field::outcome;
    else if (condition.field == "automatic")
      filter.field = Field::automatic;
    else
      filter.dimension = find_dimension(condition.field).value_or(Dimension::kind);
  }
  return filters;
}

Base base_of(OwnMeasure::Of of) {
  switch (of) {
    case OwnMeasure::Of::won:
      return Base::won;
    case OwnMeasure::Of::lost:
      return Base::lost;
    case OwnMeasure::Of::open:
      return Base::open;
    case OwnMeasure::Of::created:
      return Base::created;
    case OwnMeasure::Of::activities:
      return Base::activity;
  }
  return Base::won;
}

OwnFields own_fields(const Org& org, Names& names) {
  names.intern("true");  // the values of `automatic` in filters
  names.intern("false");
  OwnFields fields;
  for (const auto& measure : org.measures) {
    const bool sum = measure.kind == OwnMeasure::Kind::sum;
    if (!sum && measure.kind != OwnMeasure::Kind::count) continue;
    OwnField field;
    field.base = own_base(fields.size());
    field.of = base_of(measure.of);
    if (sum && measure.field == "amount")
      field.take = OwnField::Take::amount;
    else if (sum && measure.field == "duration_s")
      field.take = OwnField::Take::duration;
    else if (sum) {
      field.take = OwnField::Take::named_amount;
      field.amount = names.intern(measure.field);
    }
    field.where = resolved(measure.where, names);
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace dealbell::core
