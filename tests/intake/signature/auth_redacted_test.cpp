#include <gtest/gtest.h>

#include <random>

#include "base/hex.hpp"
#include "base/percent_encoding.hpp"
#include "crypto/base64.hpp"
#include "crypto/digest.hpp"
#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

constexpr Instant long_ago = from_ms(1000);

std::string stored_body(const std::vector<Auth>& auths, const std::string& body) {
  return redacted(auths, {"POST", "/hooks/x", {}, body}).body;
}

TEST(AuthRedacted, RedactsSessionIdsOfSalesforce) {
  struct Case {
    std::string body, stored;
  };
  const std::vector<Case> cases = {
      {"<a><SessionId>00D!AQ</SessionId><b>1</b></a>",
       "<a><SessionId>[redacted]</SessionId><b>1</b></a>"},
      {"<sf:SessionId\n a='>' b=\"/>\" >00D</sf:SessionId\t><n:SessionId>x</n:SessionId>\r\n",
       "<sf:SessionId\n a='>' b=\"/>\" >[redacted]</sf:SessionId\t>"
       "<n:SessionId>[redacted]</n:SessionId>\r\n"},
      {"<SessionId><![CDATA[<b>00D</b>]]><!-- 00D --></SessionId>",
       "<SessionId>[redacted]</SessionId>"},
      // Empty elements.
      {"<SessionId xsi:nil=\"true\"/><b>1</b>", "<SessionId xsi:nil=\"true\"/><b>1</b>"},
      {"<SessionId></SessionId><b>1</b>", "<SessionId></SessionId><b>1</b>"},
      // Not well-formed: too much is redacted rather than too little.
      {"<a>1</a><SessionId>00D</Session", "<a>1</a><SessionId>[redacted]"},
      {"<SessionId a=\">00D</SessionId>", "<SessionId[redacted]"},
      {"<<SessionId>00D</SessionId>", "<<SessionId>[redacted]</SessionId>"},
      {"<SessionId>00D<SessionId>00E</SessionId>", "<SessionId>[redacted]</SessionId>"},
      // Other names.
      {"<SessionIds>1</SessionIds><ASessionId>2</ASessionId><SessionId:a>3</SessionId:a>",
       "<SessionIds>1</SessionIds><ASessionId>2</ASessionId><SessionId:a>3</SessionId:a>"},
      {"SessionId <", "SessionId <"},
      {"", ""},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(stored_body({}, one.body), one.stored);
    EXPECT_EQ(stored_body({}, one.stored), one.stored);
    EXPECT_EQ(without_secrets({}, one.body), one.stored);
  }
}

TEST(AuthRedacted, IsLinearInTheNumberOfSessionIds) {
  constexpr int count = 100'000;
  std::string body, stored, unended;
  for (int i = 0; i < count; ++i) {
    body += "<SessionId>0</SessionId>";
    stored += "<SessionId>[redacted]</SessionId>";
    unended += "<SessionId a=\"";
  }
  EXPECT_TRUE(stored_body({}, body) == stored);
  EXPECT_EQ(stored_body({}, unended), "<SessionId[redacted]");
}

TEST(AuthRedacted, RedactsTheTextOfEachKeyEverywhere) {
  const std::string secret = "p&ss w/rd\"%41-\\0123456789";
  const std::string basic = "user:" + secret;
  const auto base64 = crypto::to_base64(basic);
  const std::vector<Auth> bearers = {
      {"bearer", "", "", {{"another-key-0123456789"}, {secret, long_ago}}}};
  const std::vector<Auth> basics = {{"basic", "", "", {{basic}}}};
  struct Case {
    std::vector<Auth> auths;
    std::string text, stored;
  };
  const std::vector<Case> cases = {
      {bearers, "a" + secret + secret + "b", "a[redacted][redacted]b"},
      {bearers, "another-key-0123456789" + secret.substr(1), "[redacted]" + secret.substr(1)},
      {bearers, "x=p%26ss%20w%2Frd%22%2541-%5C0123456789&y=%20", "x=[redacted]&y=%20"},
      {bearers, "x=%70%26ss+w/rd%22%2541-%5c012345678%39&y=+", "x=[redacted]&y=+"},
      {bearers, R"({"a":"p&ss w\/rd\"%41-\\0123456789","b":"\/"})",
       R"({"a":"[redacted]","b":"\/"})"},
      {bearers, R"({"a":"p\u0026ss w\u002Frd\u0022%41-\u005c0123456789\u00e9"})",
       R"({"a":"[redacted]\u00e9"})"},
      {bearers, "<a>p&amp;ss w/rd&quot;%41-\\0123456789</a>&amp;", "<a>[redacted]</a>&amp;"},
      {basics, "https://" + basic + "@host/", "https://[redacted]@host/"},
      {basics, "pw " + secret + ", user", "pw [redacted], user"},
      {basics, "Basic " + base64,
       "Basic [redacted]" + base64.substr(base64.find_last_not_of('=') + 1)},
      // Too short to be distinguished from other text, or part of the redaction itself.
      {{{"basic", "", "", {{"user-of-the-crm:1234567"}}}}, "1234567", "1234567"},
      {{{"basic", "", "", {{"user-of-the-crm:redacted"}}}}, "[redacted]", "[redacted]"},
      // Overlapping secrets are redacted together.
      {{{"bearer", "", "", {{"0123456789abcdef"}, {"0123456789abcdefghij"}, {"efghijklmnopqrst"}}}},
       "-0123456789abcdefghijklmnopqrst-",
       "-[redacted]-"},
      // Never sent.
      {{{"github", "", "", {{secret}}}}, secret, secret},
      {{{"salesforce-org", "", "", {{"00Dx00000000001"}}}}, "00Dx00000000001", "00Dx00000000001"},
      {{}, secret, secret},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(without_secrets(one.auths, one.text), one.stored);
    EXPECT_EQ(stored_body(one.auths, one.text), one.stored);
    const auto stored = redacted(one.auths, {"POST", "/" + one.text, {{"referer", one.text}}, ""});
    EXPECT_EQ(stored.target, "/" + one.stored);
    EXPECT_EQ(stored.headers.front().second, one.stored);
  }
}

TEST(AuthRedacted, RedactsHeadersWithCredentials) {
  for (const auto* name :
       {"authorization", "proxy-authorization", "x-amz-authorization", "cookie", "set-cookie",
        "x-gitlab-token", "x-hook-secret", "x-api-key", "apikey", "x-password", "X-Auth-Token"})
    EXPECT_EQ(redacted({}, {"POST", "/", {{name, "v"}}, ""}).headers.front().second, "[redacted]")
        << name;
  for (const auto* name : {"content-type", "x-hub-signature-256", "stripe-signature",
                           "webhook-signature", "idempotency-key", "x-shopify-hmac-sha256"})
    EXPECT_EQ(redacted({}, {"POST", "/", {{name, "v"}}, ""}).headers.front().second, "v") << name;
}

class AuthRedactedProperty : public testing::Test {
 protected:
  AuthRedactedProperty() { RecordProperty("seed", static_cast<int>(seed_)); }

  std::size_t below(std::size_t n) { return random_() % n; }

  std::string text_of(std::string_view letters, std::size_t size) {
    std::string text;
    while (text.size() < size) text += letters[below(letters.size())];
    return text;
  }

  // Random text, keys, and keys that are cut off or written with escapes.
  std::string text_with(const std::vector<std::string>& secrets) {
    std::string text;
    for (int part = 0; part < 12; ++part) {
      const auto& secret = secrets[below(secrets.size())];
      switch (below(4)) {
        case 0:
          text += secret;
          break;
        case 1:
          text += secret.substr(0, below(secret.size()));
          break;
        case 2:
          text += text_of("ab%\\&;/<>\"+41 ", below(9));
          break;
        default:
          for (const char c : secret) text += below(2) ? "%" + to_hex({&c, 1}) : std::string(1, c);
      }
    }
    return text;
  }

  static std::string unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const auto byte = percent_byte(text);
      out += byte ? *byte : text[0];
      text.remove_prefix(byte ? 3 : 1);
    }
    return out;
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
};

TEST_F(AuthRedactedProperty, NoKeyIsLeftAnywhere) {
  const std::vector<std::string> transmitted = {"basic",     "bearer",     "header",
                                                "query-key", "body-token", "path-token"};
  for (int round = 0; round < 2000; ++round) {
    // Few different letters, so that keys overlap each other and themselves.
    const std::string_view letters[] = {"ab", "aB3&/\\\"+; <", "aB3%&/"};
    const auto kind = below(3);
    std::vector<Auth> auths;
    std::vector<std::string> secrets;
    for (std::size_t i = 0; i <= below(3); ++i) {
      const auto& scheme = transmitted[below(transmitted.size())];
      Auth auth{scheme, scheme == "body-token" ? "$.t" : "key"};
      for (std::size_t k = 0; k <= below(2); ++k) {
        auto key = text_of(letters[kind], 8 + below(12));
        secrets.push_back(key);
        if (scheme == "basic") {
          key = "user:" + key;
          secrets.push_back(key);
        }
        auth.keys.push_back({key, below(2) ? std::optional(long_ago) : std::nullopt});
      }
      auths.push_back(std::move(auth));
    }
    const Delivery delivery{"POST",
                            "/hooks/x/" + text_with(secrets) + "?key=" + text_with(secrets),
                            {{"referer", text_with(secrets)}, {"key", text_with(secrets)}},
                            text_with(secrets)};
    const auto stored = redacted(auths, delivery);
    for (const auto& text : {stored.target, stored.headers[0].second, stored.headers[1].second,
                             stored.body, without_secrets(auths, delivery.body)})
      for (const auto& secret : secrets) {
        ASSERT_EQ(text.find(secret), std::string::npos)
            << "seed " << seed_ << ": " << secret << " in " << text;
        // If a key contains "%", its end may be half of an escape.
        if (kind < 2) {
          ASSERT_EQ(unescaped(text).find(secret), std::string::npos)
              << "seed " << seed_ << ": " << secret << " escaped in " << text;
        }
      }
  }
}

}  // namespace
}  // namespace dealbell::intake
