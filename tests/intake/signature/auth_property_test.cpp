#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

constexpr Instant sent_at = from_ms(1783759200123);

class AuthProperty : public testing::Test {
 protected:
  AuthProperty() { RecordProperty("seed", static_cast<int>(seed_)); }

  // What was sent before it was signed, and after.
  struct Sent {
    Delivery plain;
    Delivery signed_;
  };
  Sent send(const Sender& sender) {
    Delivery plain{"POST", random_target(random_), {}, sender.body(random_)};
    auto delivery = plain;
    const auto done = sign(sender, delivery, sent_at, "msg_1");
    EXPECT_TRUE(done) << done.error().message;
    return {plain, delivery};
  }

  std::string place(const Sender& sender) const {
    return sender.auth.scheme + " " + sender.what + ", seed " + std::to_string(seed_);
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
};

template <class Still>
void for_each_flipped_bit(std::string& text, const Still& still) {
  for (char& c : text)
    for (int bit = 0; bit < 8; ++bit) {
      c = static_cast<char>(c ^ 1 << bit);
      EXPECT_FALSE(still()) << "bit " << bit << " of " << &c - text.data() << " in " << text;
      c = static_cast<char>(c ^ 1 << bit);
    }
}

TEST_F(AuthProperty, EverySchemeHasASender) {
  std::set<std::string_view> known, used;
  for (const auto& scheme : schemes()) known.insert(scheme.name);
  for (const auto& sender : senders()) {
    used.insert(sender.auth.scheme);
    EXPECT_TRUE(check_auth(sender.auth)) << check_auth(sender.auth).error().message;
  }
  EXPECT_EQ(known, used);
}

TEST_F(AuthProperty, WhatWasSignedIsProven) {
  for (const auto& sender : senders())
    for (int round = 0; round < 100; ++round) {
      SCOPED_TRACE(place(sender));
      const auto sent = send(sender);
      const auto verdict = verify(sender.auth, sent.signed_, sent_at);
      ASSERT_EQ(verdict.key, 0u) << word_of(verdict.refusal) << " " << sent.signed_.target << " "
                                 << sent.signed_.body;
    }
}

TEST_F(AuthProperty, NoBitOfASignedDeliveryCanBeAnother) {
  for (const auto& sender : senders()) {
    if (!find_scheme(sender.auth.scheme)->proves_body) continue;
    for (int round = 0; round < 4; ++round) {
      SCOPED_TRACE(place(sender));
      auto [plain, delivery] = send(sender);
      const auto still = [&, &delivery = delivery] {
        return verify(sender.auth, delivery, sent_at).key.has_value();
      };
      for_each_flipped_bit(delivery.body, still);
      for (auto& [name, value] : delivery.headers)
        if (name != "content-type") for_each_flipped_bit(value, still);
      if (delivery.target != plain.target) for_each_flipped_bit(delivery.target, still);
    }
  }
}

TEST_F(AuthProperty, NoBitOfAKeyCanBeAnother) {
  for (const auto& sender : senders()) {
    SCOPED_TRACE(place(sender));
    const auto delivery = send(sender).signed_;
    auto auth = sender.auth;
    for_each_flipped_bit(auth.keys.front().secret,
                         [&] { return verify(auth, delivery, sent_at).key.has_value(); });
  }
}

TEST_F(AuthProperty, NothingThatTravelsAsASecretIsStored) {
  for (const auto& sender : senders())
    for (int round = 0; round < 20; ++round) {
      SCOPED_TRACE(place(sender));
      const auto sent = send(sender);
      const auto stored = redacted({sender.auth}, sent.signed_);
      const auto& info = *find_scheme(sender.auth.scheme);
      // A proof of the body proves this delivery only; an identifier is no secret.
      const bool proven = verify(sender.auth, stored, sent_at).key.has_value();
      EXPECT_EQ(proven, info.proves_body || !info.is_secret) << stored.target << stored.body;
      const bool kept = stored.body == sent.signed_.body;
      EXPECT_TRUE(kept || info.reads_body) << stored.body;
      EXPECT_EQ(redacted({sender.auth}, stored).body, stored.body);
    }
}

}  // namespace
}  // namespace dealbell::intake
