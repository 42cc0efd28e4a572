#include "support/sim/sim_screen.hpp"

namespace dealbell::sim {
namespace {

using nlohmann::json;

core::Board view(const core::SalesState& sales) {
  core::Board board;
  auto& tile = board.tiles["deals"];
  for (core::SalesState::Ref ref = 0; ref < sales.deal_count(); ++ref)
    tile.rows[std::to_string(ref)] = {
        {"won", static_cast<std::int64_t>(sales.contributions_of(core::Base::won, ref).size())}};
  tile.meta = {{"deals", static_cast<std::int64_t>(sales.deal_count())}};
  return board;
}

json parse(const net::Text& frame) {
  const std::string text(*frame);
  const auto start = text.find("data: ") + 6;
  return json::parse(text.substr(start, text.size() - start - 2));
}

}  // namespace

SimBoard::SimBoard(std::string epoch, const core::SalesState& sales, const TimedPosition& position)
    : shown_("wall", std::move(epoch), view(sales), position) {}

void SimBoard::show(const core::SalesState& sales, const TimedPosition& position) {
  shown_.show(view(sales), position);
}

std::string SimScreen::update(const SimBoard& board) {
  const auto& version = board.version();
  const bool same = epoch_ == version.epoch();
  if (same && rev_ == version.rev()) return {};
  std::optional<std::int64_t> from;
  if (same) from = rev_;
  const auto frame = parse(version.frame(from, net::Form::event_stream));
  const LogPosition position{frame.at("log").get<LogNumber>(), frame.at("seq").get<Seq>()};
  if (same && position < position_) return "a frame of epoch " + epoch_ + " went backwards";
  position_ = position;
  epoch_ = version.epoch();
  rev_ = version.rev();
  if (frame.at("type") == "snapshot") {
    tiles_ = frame.at("tiles");
    return {};
  }
  for (const auto& [name, tile] : frame.at("tiles").items()) {
    if (tile.contains("set"))
      for (const auto& [key, row] : tile.at("set").items()) tiles_[name]["rows"][key] = row;
    if (tile.contains("del"))
      for (const auto& key : tile.at("del")) tiles_[name]["rows"].erase(key.get<std::string>());
    if (tile.contains("meta")) tiles_[name]["meta"] = tile.at("meta");
  }
  return {};
}

std::string tiles_of(const SimBoard& board) {
  const auto snapshot = json::parse(board.version().snapshot());
  return snapshot.at("tiles").dump();
}

}  // namespace dealbell::sim
