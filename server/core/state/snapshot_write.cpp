#include "base/bytes.hpp"
#include "core/state/snapshot.hpp"
#include "core/state/snapshot_fields.hpp"

namespace dealbell::core {
namespace {

// Writes the fields of entities as bytes; FactsReader reads them.
class FieldWriter {
 public:
  FieldWriter(const Stamps& stamps, NumberTable& names, NumberTable& stamp_numbers,
              std::uint32_t& name_count, std::string& out)
      : stamps_(stamps),
        names_(names),
        numbers_(stamp_numbers),
        name_count_(name_count),
        bytes_(out) {}

  template <class T>
  void entity(const T& entity) {
    stamp_count_ = 0;
    last_time_ = 0;
    name(entity.source);
    name(entity.id);
    snapshot_fields(*this, entity, entity);
  }

  // On first use 0 and the text, later its number. The empty text has number 1.
  void name(Name name) {
    if (name == no_name) return bytes_.number(1);
    auto& number = names_[name];
    if (number != 0) return bytes_.number(number);
    number = 2 + name_count_++;
    bytes_.number(0);
    bytes_.text(stamps_.names().text(name));
  }

  template <class T>
  void operator()(const Register<T>& field) {
    if (stamp(field.stamp)) value(field.value);
  }
  template <class T>
  void operator()(const History<T>& history) {
    bytes_.number(history.changes.size());
    for (const auto& change : history.changes) {
      stamp(change.stamp);
      value(change.value);
    }
  }
  void operator()(const std::vector<Deal::NamedAmount>& amounts) {
    bytes_.number(amounts.size());
    for (const auto& amount : amounts) {
      name(amount.name);
      (*this)(amount.amount);
    }
  }

  void value(Instant t) { bytes_.whole(to_ms(t)); }

 private:
  // 0: no stamp; 1: a new stamp follows; 2 and up: the entity's stamps in order of first mention.
  bool stamp(StampId id) {
    if (id == no_stamp) {
      bytes_.number(0);
      return false;
    }
    auto& number = numbers_[id];
    if (number != 0) {
      bytes_.number(number);
      return true;
    }
    number = 2 + stamp_count_++;
    const auto& s = stamps_[id];
    bytes_.number(1);
    bytes_.byte(static_cast<std::uint8_t>(static_cast<int>(s.operation) | (s.order ? 4 : 0) |
                                          (s.quiet ? 8 : 0) | (s.ahead.count() > 0 ? 16 : 0)));
    bytes_.whole(to_ms(s.time) - last_time_);
    bytes_.whole(to_ms(s.received_at) - to_ms(s.time));
    last_time_ = to_ms(s.time);
    if (s.ahead.count() > 0) bytes_.whole(s.ahead.count());
    if (s.order) bytes_.whole(*s.order);
    bytes_.text(s.id);
    return true;
  }

  void value(Name n) { name(n); }
  void value(const std::string& text) { bytes_.text(text); }
  void value(bool b) { bytes_.byte(b); }
  void value(std::int64_t n) { bytes_.whole(n); }
  void value(std::int32_t n) { bytes_.whole(n); }
  void value(Amount a) { bytes_.whole(a.e4); }
  void value(TimeOrDay t) {
    value(t.is_day());
    if (t.is_day())
      value(t.day());
    else
      value(t.time());
  }
  void value(Day d) { bytes_.whole(d.time_since_epoch().count()); }
  void value(DealStatus s) { bytes_.byte(static_cast<std::uint8_t>(s)); }
  void value(ActivityStatus s) { bytes_.byte(static_cast<std::uint8_t>(s)); }
  void value(const RawCredit& credit) {
    name(credit.person);
    bytes_.whole(credit.percent_e4);
    bytes_.byte(static_cast<std::uint8_t>(credit.role));
  }
  template <class T>
  void value(const std::vector<T>& list) {
    bytes_.number(list.size());
    for (const auto& item : list) value(item);
  }
  template <class T>
  void value(const std::optional<T>& maybe) {
    bytes_.byte(maybe.has_value());
    if (maybe) value(*maybe);
  }

  const Stamps& stamps_;
  NumberTable& names_;
  NumberTable& numbers_;  // never cleared, because entities do not share stamps
  std::uint32_t& name_count_;
  ByteWriter bytes_;
  std::uint32_t stamp_count_ = 0;
  std::int64_t last_time_ = 0;
};

}  // namespace

SnapshotWriter::SnapshotWriter(const SalesState& sales) : sales_(sales), from_(sales.seq()) {}

bool SnapshotWriter::write_some(std::size_t most, std::string& out) {
  const auto& facts = sales_.facts();
  if (part_ == Part::beginning) {
    ByteWriter bytes(out);
    bytes.number(from_);
    bytes.number(facts.stamps.size());
    part_ = Part::refunds;
  }
  while (most > 0 && part_ != Part::end) {
    if (part_ == Part::refunds)
      write_entities(facts.refunds, Part::activities, most, out);
    else if (part_ == Part::activities)
      write_entities(facts.activities, Part::deals, most, out);
    else
      write_entities(facts.deals, Part::end, most, out);
    if (part_ == Part::end) write_trailer(out);
  }
  return part_ != Part::end;
}

// The number of entities is fixed when the part begins, so that writing ends; entities added later
// are in the log after from().
template <class T>
void SnapshotWriter::write_entities(const Entities<T>& all, Part then, std::size_t& most,
                                    std::string& out) {
  if (next_ == 0) {
    count_ = all.size();
    ByteWriter(out).number(count_);
  }
  FieldWriter fields(sales_.stamps(), names_, stamps_, name_count_, out);
  for (; most > 0 && next_ < count_; --most) fields.entity(all[static_cast<Ref>(next_++)]);
  if (next_ < count_) return;
  next_ = 0;
  part_ = then;
}

void SnapshotWriter::write_trailer(std::string& out) {
  FieldWriter fields(sales_.stamps(), names_, stamps_, name_count_, out);
  ByteWriter(out).number(sales_.last_received().size());
  for (const auto& [source, received_at] : sales_.last_received()) {
    fields.name(source);
    fields.value(received_at);
  }
}

}  // namespace dealbell::core
