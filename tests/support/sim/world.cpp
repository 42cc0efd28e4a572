#include "support/sim/world.hpp"

#include <cstdio>

#include "wire/event_json.hpp"

namespace dealbell::sim {

using std::chrono::milliseconds;

World::World(std::uint32_t seed, bool verbose) : random_(seed), verbose_(verbose), screens_(4) {
  // Some worlds have small limits, so that every limit is reached.
  redis_.log.margin = chance(5'000) ? 10 : 10'000;
  redis_.log.ids_max = chance(5'000) ? 20 : 100'000;
  for (std::size_t i = 0, count = 1 + below(3); i < count; ++i) {
    machines_.push_back(std::make_unique<Machine>());
    machines_.back()->name = "n" + std::to_string(i + 1);
    start(*machines_.back());
  }
}

// Destroys the suspended coroutines first: they refer to everything else.
World::~World() { context_.reset(); }

void World::trace(const std::string& what) {
  if (!verbose_) return;
  std::printf("%8lld ms  %s\n",
              static_cast<long long>(
                  std::chrono::duration_cast<milliseconds>(time_.now().time_since_epoch()).count()),
              what.c_str());
}

void World::start(Machine& machine) {
  trace(machine.name + " starts at " + std::to_string(machine.disk.position().seq));
  processes_.push_back(
      std::make_unique<SimProcess>(machine.name, machine.disk, redis_, time_, random_, *context_));
  machine.process = processes_.back().get();
}

void World::stop(Machine& machine) {
  counts_.repairs += machine.process->status().repairs;
  machine.process->die();
  machine.process = nullptr;
  ++counts_.deaths;
  if (chance(5'000)) {
    ++counts_.power_cuts;
    machine.disk.lose_power(random_);
    trace(machine.name + " loses power");
  } else {
    trace(machine.name + " is killed");
  }
}

redis::LogRecord World::new_record() {
  core::Event event;
  event.source = chance(5'000) ? "hubspot" : "stripe";
  event.id = "e" + std::to_string(sent_.size());
  event.received_at = from_ms(1'795'000'000'000 + static_cast<std::int64_t>(sent_.size()) * 1'000);
  event.occurred_at = event.received_at;
  core::DealEvent deal;
  deal.id = "d" + std::to_string(below(12));
  deal.status = chance(5'000) ? core::DealStatus::won : core::DealStatus::open;
  deal.amount = core::parse_amount(std::to_string(below(900)) + ".00").value();
  deal.owner = "p" + std::to_string(below(4));
  event.what = deal;
  return {event.source, event.id, to_ms(event.received_at), wire::write_event(event)};
}

void World::post() {
  auto& machine = *machines_[below(machines_.size())];
  if (!machine.process) return;
  redis::LogRecord record;
  if (!sent_.empty() && chance(1'500)) {
    record = sent_[below(sent_.size())];  // a sender that did not receive the answer
    record.received_at += 777;
    if (chance(500)) record.body = new_record().body;  // or that reuses an id
  } else {
    record = new_record();
    sent_.push_back(record);
  }
  machine.process->post(record);
  acknowledged_.insert(record.source + " " + record.event_id);
  ++counts_.acknowledged;
}

void World::harm_redis() {
  const auto harm = below(10);
  if (harm < 2) {
    redis_.up = !redis_.up;
    trace(redis_.up ? "redis is up" : "redis is down");
  } else if (harm < 4) {
    redis_.lost = redis_.lost > 0 ? 0 : 0.2;
    redis_.slow = milliseconds(chance(5'000) ? 0 : 300);
    redis_.forgets = chance(5'000) ? 0 : 0.05;
    redis_.slow_disks = milliseconds(chance(5'000) ? 2 : 200);
    trace("redis loses " + std::to_string(redis_.lost) + " of its calls");
  } else if (harm < 7) {
    backups_.push_back(redis_.log);
  } else if (harm < 9 && !backups_.empty()) {
    // A replica without the newest records, or an old file.
    redis_.log = backups_[chance(7'000) ? backups_.size() - 1 : below(backups_.size())];
    ++counts_.restores;
    trace("redis is what it was at " + std::to_string(redis_.log.newest()));
  } else if (chance(3'000)) {
    ModelLog empty;
    empty.margin = redis_.log.margin;
    empty.ids_max = redis_.log.ids_max;
    redis_.log = empty;
    ++counts_.flushes;
    trace("redis is empty");
  } else if (chance(3'000)) {
    redis_.log.delete_stream();
    ++counts_.deletions;
    trace("the stream is deleted");
  }
}

void World::harm_machine() {
  auto& machine = *machines_[below(machines_.size())];
  if (machine.process)
    stop(machine);
  else
    start(machine);
  if (machines_.size() < 5 && chance(500)) {
    machines_.push_back(std::make_unique<Machine>());
    machines_.back()->name = "n" + std::to_string(machines_.size());
    start(*machines_.back());
  }
}

void World::check() {
  // A (log, seq) that was ever shown must keep its meaning.
  for (auto& machine : machines_) {
    const auto log = machine->disk.position().log;
    if (log < std::exchange(machine->log, log))
      failure_ = machine->name + " went back to an older log";
  }
  for (std::size_t i = 0; i < screens_.size(); ++i) {
    if (chance(300)) std::swap(screens_[i], screens_[below(screens_.size())]);  // to another node
    auto& machine = *machines_[i % machines_.size()];
    if (!machine.process || chance(3'000)) continue;  // a slow one skips some
    if (auto error = screens_[i].update(machine.process->board()); !error.empty()) failure_ = error;
  }
}

void World::step() {
  for (auto posts = below(4); posts > 0; --posts) post();
  if (chance(400)) harm_redis();
  if (chance(200)) harm_machine();
  time_.run_for(milliseconds(1 + below(150)));
  check();
}

void World::run_with_faults() {
  const auto end = time_.now() + std::chrono::seconds(20);
  while (time_.now() < end && failure_.empty()) step();
}

bool World::agreed() const {
  const auto& first = *machines_.front()->process;
  for (const auto& machine : machines_) {
    const auto& process = *machine->process;
    if (process.status().state != redis::SharedLog::State::sharing) return false;
    if (!machine->disk.content().inbox.empty()) return false;
    if (process.position() != first.position()) return false;
    if (process.sales().seq() != first.position().seq) return false;
  }
  return redis_.log.newest() == first.position().seq;
}

void World::describe(const Machine& machine) {
  const auto status = machine.process->status();
  const auto at = machine.disk.position();
  trace(machine.name + " is in state " + std::to_string(static_cast<int>(status.state)) + " (" +
        status.why + ") at " + std::to_string(at.log) + ":" + std::to_string(at.seq) + " of " +
        std::to_string(redis_.log.newest()) + ", " +
        std::to_string(machine.disk.content().inbox.size()) + " wait");
}

std::optional<milliseconds> World::recover() {
  trace("everything works");
  redis_.up = true;
  redis_.lost = 0;
  redis_.slow = milliseconds(0);
  redis_.forgets = 0;
  redis_.slow_disks = milliseconds(2);
  for (auto& machine : machines_)
    if (!machine->process) start(*machine);
  const auto began = time_.now();
  while (!agreed()) {
    time_.run_for(milliseconds(100));
    if (time_.now() - began < std::chrono::minutes(10)) continue;
    for (const auto& machine : machines_) describe(*machine);
    return std::nullopt;
  }
  const auto took = std::chrono::duration_cast<milliseconds>(time_.now() - began);
  time_.run_for(std::chrono::seconds(2));
  for (auto& machine : machines_) counts_.repairs += machine->process->status().repairs;
  return took;
}

std::string World::failure() {
  if (!failure_.empty()) return failure_;
  for (const auto& process : processes_)
    if (!process->lost().empty()) return process->lost();
  if (!agreed()) return "the nodes do not stay in agreement";
  const auto digest = machines_.front()->process->sales().digest();
  for (const auto& machine : machines_) {
    std::set<std::string> ids;
    for (const auto& entry : machine->disk.content().entries)
      if (!ids.insert(entry.record.source + " " + entry.record.event_id).second)
        return machine->name + " has " + entry.record.event_id + " twice";
    for (const auto& id : acknowledged_)
      if (!ids.contains(id)) return machine->name + " has lost " + id;
    if (ids.size() != acknowledged_.size())
      return machine->name + " has records that were not sent";
    if (machine->process->sales().digest() != digest) return machine->name + " differs";
  }
  for (std::size_t i = 0; i < screens_.size(); ++i) {
    const auto& board = machines_[i % machines_.size()]->process->board();
    if (auto error = screens_[i].update(board); !error.empty()) return error;
    if (screens_[i].tiles() != tiles_of(board)) return "a screen does not show its board";
  }
  return {};
}

}  // namespace dealbell::sim
