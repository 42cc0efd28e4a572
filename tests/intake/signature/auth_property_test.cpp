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

  // A delivery before and after signing.
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

  std::string name_of(const Sender& sender) const {
    return sender.auth.scheme + " " + sender.what + ", seed " + std::to_string(seed_);
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
};

template <class IsVerified>
void for_each_flipped_bit(std::string& text, const IsVerified& is_verified) {
  for (char& c : text)
    for (int bit = 0; bit < 8; ++bit) {
      c = static_cast<char>(c ^ 1 << bit);
      EXPECT_FALSE(is_verified()) << "bit " << bit << " of " << &c - text.data() << " in " << text;
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

TEST_F(AuthProperty, ASignedDeliveryIsVerified) {
  for (const auto& sender : senders())
    for (int round = 0; round < 100; ++round) {
      SCOPED_TRACE(name_of(sender));
      const auto sent = send(sender);
      const auto verdict = verify(sender.auth, sent.signed_, sent_at);
      ASSERT_EQ(verdict.key, 0u) << word_of(verdict.failure) << " " << sent.signed_.target << " "
                                 << sent.signed_.body;
    }
}

TEST_F(AuthProperty, ChangingAnyBitOfASignedDeliveryIsDetected) {
  for (const auto& sender : senders()) {
    if (!find_scheme(sender.auth.scheme)->signs_body) continue;
    for (int round = 0; round < 4; ++round) {
      SCOPED_TRACE(name_of(sender));
      auto [plain, delivery] = send(sender);
      const auto is_verified = [&, &delivery = delivery] {
        return verify(sender.auth, delivery, sent_at).key.has_value();
      };
      for_each_flipped_bit(delivery.body, is_verified);
      for (auto& [name, value] : delivery.headers)
        if (name != "content-type") for_each_flipped_bit(value, is_verified);
      if (delivery.target != plain.target) for_each_flipped_bit(delivery.target, is_verified);
    }
  }
}

TEST_F(AuthProperty, ChangingAnyBitOfAKeyIsDetected) {
  for (const auto& sender : senders()) {
    SCOPED_TRACE(name_of(sender));
    const auto delivery = send(sender).signed_;
    auto auth = sender.auth;
    for_each_flipped_bit(auth.keys.front().secret,
                         [&] { return verify(auth, delivery, sent_at).key.has_value(); });
  }
}

TEST_F(AuthProperty, NoTransmittedSecretIsStored) {
  for (const auto& sender : senders())
    for (int round = 0; round < 20; ++round) {
      SCOPED_TRACE(name_of(sender));
      const auto sent = send(sender);
      const auto stored = redacted({sender.auth}, sent.signed_);
      const auto& info = *find_scheme(sender.auth.scheme);
      // A signature of the body is valid for this delivery only; an identifier is not secret.
      const bool verified = verify(sender.auth, stored, sent_at).key.has_value();
      EXPECT_EQ(verified, info.signs_body || !info.is_secret) << stored.target << stored.body;
      const bool kept = stored.body == sent.signed_.body;
      EXPECT_TRUE(kept || info.reads_body) << stored.body;
      EXPECT_EQ(redacted({sender.auth}, stored).body, stored.body);
    }
}

}  // namespace
}  // namespace dealbell::intake
