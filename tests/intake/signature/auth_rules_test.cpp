#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/base64.hpp"
#include "crypto/digest.hpp"
#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant now = from_ms(1783759200000);

Delivery plain(std::string target = "/hooks/x", std::string body = R"({"deal":1})") {
  return {"POST", std::move(target), {{"content-type", "application/json"}}, std::move(body)};
}

Delivery signed_by(const Auth& auth, Delivery delivery = plain()) {
  EXPECT_TRUE(sign(auth, delivery, now, "msg_1"));
  return delivery;
}

// The word of the failure; "" if the delivery is verified.
std::string failure_of(const Auth& auth, const Delivery& delivery, Instant at = now) {
  const auto verdict = verify(auth, delivery, at);
  return verdict.key ? "" : std::string(word_of(verdict.failure));
}

TEST(AuthTime, FiveMinutesInEitherDirectionAreAccepted) {
  int timed = 0;
  for (const auto& sender : senders()) {
    if (!find_scheme(sender.auth.scheme)->signs_body) continue;
    std::mt19937 random;
    Delivery delivery{"POST", "/hooks/x", {}, sender.body(random)};
    ASSERT_TRUE(sign(sender, delivery, now, "msg_1"));
    if (failure_of(sender.auth, delivery, now + seconds{10'000}).empty()) continue;
    ++timed;
    for (const auto sign : {-1, 1}) {
      EXPECT_EQ(failure_of(sender.auth, delivery, now + sign * seconds{300}), "");
      EXPECT_EQ(failure_of(sender.auth, delivery, now + sign * milliseconds{300'001}), "stale")
          << sender.auth.scheme;
    }
  }
  EXPECT_EQ(timed, 6);  // standard-webhooks twice, hubspot-v3, stripe, close, zendesk
}

TEST(AuthTime, InvalidTimesAreRejected) {
  const Auth auth{"close", "", "", {{"00112233445566778899"}}};
  for (const auto* time : {"", "-1", "1e9", "1783759200.0", " 1783759200", "0x6A", "2026-07-11",
                           "178375920017837592001783759200", "999999999999999"}) {
    auto delivery = signed_by(auth);
    for (auto& [name, value] : delivery.headers)
      if (name == "close-sig-timestamp") value = time;
    EXPECT_EQ(failure_of(auth, delivery), "malformed") << time;
  }
}

TEST(AuthKeys, ANewKeyIsAcceptedBesideTheOldOne) {
  const Auth before{"github", "", "", {{"the-last-secret-of-ours"}}};
  const Auth after{"github", "", "", {{"the-next-secret-of-ours"}}};
  const Auth both{"github", "", "", {after.keys[0], before.keys[0]}};

  EXPECT_EQ(verify(both, signed_by(after), now).key, 0u);
  EXPECT_EQ(verify(both, signed_by(before), now).key, 1u);
  EXPECT_EQ(failure_of(after, signed_by(before)), "mismatch");
}

TEST(AuthKeys, ExpireAtTheirInstant) {
  const Auth auth{"github", "", "", {{usual_secret, now}}};
  EXPECT_EQ(failure_of(auth, signed_by(auth), now - milliseconds{1}), "");
  EXPECT_EQ(failure_of(auth, signed_by(auth), now), "expired");

  // The same secret may be configured again as another key.
  const Auth renewed{"github", "", "", {{usual_secret, now}, {usual_secret}}};
  EXPECT_EQ(verify(renewed, signed_by(renewed), now).key, 1u);
}

TEST(AuthHubspot, AV3SourceNeverFallsBack) {
  const std::string url = "https://dash.example.com";
  for (const auto* old : {"hubspot-v1", "hubspot-v2"}) {
    const auto delivery = signed_by({old, "", url, {{usual_secret}}});
    EXPECT_EQ(failure_of({old, "", url, {{usual_secret}}}, delivery), "");
    EXPECT_EQ(failure_of({"hubspot-v3", "", url, {{usual_secret}}}, delivery), "missing");
  }
  const auto v1 = signed_by({"hubspot-v1", "", url, {{usual_secret}}});
  EXPECT_EQ(failure_of({"hubspot-v2", "", url, {{usual_secret}}}, v1), "malformed");
}

TEST(AuthHubspot, UsesTheConfiguredUrl) {
  const Auth auth{"hubspot-v3", "", "https://dash.example.com", {{usual_secret}}};
  auto delivery = signed_by(auth);
  delivery.headers.emplace_back("host", "evil.example.com");
  delivery.headers.emplace_back("x-forwarded-host", "evil.example.com");
  EXPECT_EQ(failure_of(auth, delivery), "");
  EXPECT_EQ(failure_of({"hubspot-v3", "", "https://evil.example.com", {{usual_secret}}}, delivery),
            "mismatch");
}

TEST(AuthHubspot, DecodesTwelveEscapesOnly) {
  const Auth auth{"hubspot-v3", "", "https://dash.example.com", {{usual_secret}}};
  const std::string decoded = ":/?@!$'()*,;";
  for (int c = 0; c < 256; ++c) {
    const std::string byte(1, static_cast<char>(c));
    const bool same = decoded.find(byte) != std::string::npos;
    const auto delivery = signed_by(auth, plain("/h?a=" + byte));
    auto escaped = delivery;
    escaped.target = "/h?a=%" + to_hex(byte);
    EXPECT_EQ(failure_of(auth, escaped), same ? "" : "mismatch") << c;
  }
}

TEST(AuthHubspot, DecodesEscapesOnce) {
  const Auth auth{"hubspot-v3", "", "https://dash.example.com", {{usual_secret}}};
  auto delivery = signed_by(auth, plain("/h?a=%253A%2"));
  EXPECT_EQ(failure_of(auth, delivery), "");
  delivery.target = "/h?a=%3A%2";
  EXPECT_EQ(failure_of(auth, delivery), "mismatch");
}

TEST(AuthTwilio, AcceptsUrlsWithAndWithoutDefaultPort) {
  const std::vector<std::vector<std::string>> same = {
      {"https://d.example.com", "https://d.example.com:443"},
      {"http://d.example.com", "http://d.example.com:80"},
      {"https://[::1]", "https://[::1]:443"},
      {"https://d.example.com/prefix", "https://d.example.com:443/prefix"}};
  for (const auto& urls : same)
    for (const auto& ours : urls)
      for (const auto& theirs : urls)
        EXPECT_EQ(failure_of({"twilio", "", ours, {{usual_secret}}},
                             signed_by({"twilio", "", theirs, {{usual_secret}}})),
                  "")
            << ours << " " << theirs;
  EXPECT_EQ(failure_of({"twilio", "", "https://d.example.com:8443", {{usual_secret}}},
                       signed_by({"twilio", "", "https://d.example.com", {{usual_secret}}})),
            "mismatch");
}

TEST(AuthTwilio, ABodyIsAlwaysSigned) {
  const Auth auth{"twilio", "", "https://d.example.com", {{usual_secret}}};
  // An empty form is signed without a body hash.
  Delivery empty{"POST", "/hooks/x", {{"content-type", "application/x-www-form-urlencoded"}}, ""};
  ASSERT_TRUE(sign(auth, empty, now, ""));
  ASSERT_EQ(failure_of(auth, empty), "");

  empty.headers.front().second = "application/json";
  empty.body = R"({"deal":1})";
  EXPECT_EQ(failure_of(auth, empty), "mismatch");
}

TEST(AuthStandardWebhooks, RejectsAnIdWithADot) {
  const Auth auth{"standard-webhooks", "", "", {{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}};
  Delivery delivery = plain();
  ASSERT_TRUE(sign(auth, delivery, now, "msg.1"));
  EXPECT_EQ(failure_of(auth, delivery), "malformed");
}

TEST(AuthStandardWebhooks, LimitsTheNumberOfSignatures) {
  const Auth auth{"standard-webhooks", "", "", {{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}};
  for (const int others : {15, 16}) {
    auto delivery = signed_by(auth);
    for (auto& [name, value] : delivery.headers)
      for (int i = 0; name == "webhook-signature" && i < others; ++i) value = "v9,x " + value;
    EXPECT_EQ(failure_of(auth, delivery), others == 15 ? "" : "malformed");
  }
}

TEST(AuthGithub, AcceptsOnlyItsOwnFormatOfTheDigest) {
  const Auth auth{"github", "", "", {{usual_secret}}};
  const auto good = *only_header(signed_by(auth), "x-hub-signature-256");
  const auto digest = good.substr(7);
  auto upper = digest;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  for (const std::string& value :
       std::vector<std::string>{digest, "sha1=" + digest, "sha256=" + upper, "sha256=", "sha256=0x",
                                good + " ", good.substr(0, 69)}) {
    auto delivery = plain();
    delivery.headers.emplace_back("x-hub-signature-256", value);
    EXPECT_NE(failure_of(auth, delivery), "") << value;
  }
}

std::string token(std::string_view header, std::string_view claims, std::string_view key) {
  const auto text = crypto::to_base64url(header) + "." + crypto::to_base64url(claims);
  return text + "." + crypto::to_base64url(crypto::hmac_sha256(key, {text}));
}

TEST(AuthJwt, AcceptsOneAlgorithmOnly) {
  const Auth auth{"dialpad-jwt", "", "", {{usual_secret}}};
  EXPECT_EQ(failure_of(auth, plain("/", token(R"({"alg":"HS256"})", "{}", usual_secret))), "");
  for (const auto* header : {R"({"alg":"none"})", R"({"alg":"RS256"})", R"({"alg":"hs256"})", "{}",
                             R"({"alg":["HS256"]})", "[]", "HS256", ""})
    EXPECT_EQ(failure_of(auth, plain("/", token(header, "{}", usual_secret))), "malformed")
        << header;
  EXPECT_EQ(failure_of(auth, plain("/", crypto::to_base64url(R"({"alg":"none"})") + ".e30.")),
            "malformed");
  EXPECT_EQ(failure_of(auth, plain("/", R"({"call_id":1})")), "malformed");
}

TEST(AuthJwt, ChecksAudienceAndExpiryOfMondaysToken) {
  const Auth auth{"monday-jwt", "", "https://dash.example.com", {{usual_secret}}};
  const auto failure = [&](const std::string& claims, const std::string& before = "") {
    auto delivery = plain("/hooks/m");
    delivery.headers.emplace_back("authorization",
                                  before + token(R"({"alg":"HS256"})", claims, usual_secret));
    return failure_of(auth, delivery);
  };
  const std::string good = R"({"aud":"https://dash.example.com/hooks/m","exp":1783759201})";
  EXPECT_EQ(failure(good), "");
  EXPECT_EQ(failure(good, "Bearer "), "");
  EXPECT_EQ(failure(R"({"aud":["x","https://dash.example.com/hooks/m"],"exp":1783759201})"), "");
  EXPECT_EQ(failure(R"({"aud":"https://dash.example.com/hooks/n","exp":1783759201})"), "mismatch");
  EXPECT_EQ(failure(R"({"exp":1783759201})"), "mismatch");
  EXPECT_EQ(failure(R"({"aud":"https://dash.example.com/hooks/m","exp":1783759200})"), "stale");
  EXPECT_EQ(failure(R"({"aud":"https://dash.example.com/hooks/m"})"), "malformed");
  EXPECT_EQ(failure(R"({"aud":"https://dash.example.com/hooks/m","exp":"9999999999"})"),
            "malformed");
}

TEST(AuthUrl, AQueryKeyOccursOnce) {
  const Auth auth{"query-key", "code", "", {{usual_secret}}};
  EXPECT_EQ(failure_of(auth, plain("/h?a=1&code=" + usual_secret)), "");
  EXPECT_EQ(failure_of(auth, plain("/h?c%6fde=" + usual_secret)), "");
  EXPECT_EQ(failure_of(auth, plain("/h?code=" + usual_secret + "&c%6fde=x")), "repeated");
  EXPECT_EQ(failure_of(auth, plain("/h?Code=" + usual_secret)), "missing");
  EXPECT_EQ(failure_of(auth, plain("/h?code")), "mismatch");
  EXPECT_EQ(failure_of(auth, plain("/code=" + usual_secret)), "missing");
}

TEST(AuthUrl, APathTokenIsTheThirdPart) {
  const Auth auth{"path-token", "", "", {{usual_secret}}};
  EXPECT_EQ(failure_of(auth, plain("/hooks/x/" + usual_secret + "?a=/b")), "");
  EXPECT_EQ(failure_of(auth, plain("/hooks/" + usual_secret)), "missing");
  EXPECT_EQ(failure_of(auth, plain("/hooks/x?" + usual_secret)), "missing");
  EXPECT_EQ(failure_of(auth, plain("/hooks/x/" + usual_secret + "/")), "mismatch");
}

}  // namespace
}  // namespace dealbell::intake
