#include "ops/config.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "ops/command_line.hpp"

namespace dealbell::ops {
namespace {

// Every mistake as "POINTER: MESSAGE".
std::string mistakes(std::string_view settings) {
  std::string text;
  for (const auto& e : read_config(settings).errors) text += e.pointer + ": " + e.message + "\n";
  return text;
}

ParsedCommandLine parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "dealbell");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data(), "1.2.3");
}

TEST(Config, ReadsEveryTypeOfSetting) {
  const auto [config, errors] = read_config(R"({"data": "/srv/office", "lan": true, "tick_ms": 100,
      "demo_rate": 0.5, "demo_seed": 9000000000000000, "public_url": "https://dash.example.com",
      "log_level": "debug", "log_format": "json"})");

  ASSERT_TRUE(errors.empty()) << errors.front().message;
  EXPECT_EQ(config.data, "/srv/office");
  EXPECT_TRUE(config.lan);
  EXPECT_EQ(config.tick_ms, 100);
  EXPECT_EQ(config.demo_rate, 0.5);
  EXPECT_EQ(config.demo_seed, 9'000'000'000'000'000u);
  EXPECT_EQ(config.public_url, "https://dash.example.com");
  EXPECT_EQ(config.log_level, LogLevel::debug);
  EXPECT_EQ(config.log_format, LogFormat::json);
}

TEST(Config, EveryMistakeIsReportedWithItsPlace) {
  const std::pair<std::string, std::string> table[] = {
      {R"([])", ": the settings must be a JSON object\n"},
      {R"({"colour": "red"})", "/colour: unknown setting\n"},
      {R"({"data": 7, "lan": "yes"})", "/data: must be a string\n/lan: must be true or false\n"},
      {R"({"tick_ms": "fast"})", "/tick_ms: must be a number\n"},
      {R"({"tick_ms": 1})", "/tick_ms: must be between 5 and 10000\n"},
      {R"({"demo_rate": 1000})", "/demo_rate: must be between 0.01 and 100\n"},
      {R"({"listen": "nowhere"})", "/listen: \"nowhere\" is not HOST:PORT\n"},
      {R"({"public_url": "dash.example.com/a"})",
       "/public_url: must be an address such as https://dash.example.com, without a path\n"},
      {R"({"log_level": "loud"})",
       "/log_level: must be \"error\", \"warning\", \"info\" or \"debug\"\n"},
      {R"({"log_format": "xml"})", "/log_format: must be \"text\" or \"json\"\n"},
      {R"({"log_level": 2})", "/log_level: must be a string\n"},
  };
  for (const auto& [settings, expected] : table)
    EXPECT_EQ(mistakes(settings), expected) << settings;
}

TEST(Config, AllowedHostsAreNamesWithoutPort) {
  EXPECT_EQ(read_config(R"({"allowed_hosts": ["dealbell", "OfficePC.lan"]})").config.allowed_hosts,
            (std::vector<std::string>{"dealbell", "OfficePC.lan"}));
  EXPECT_EQ(mistakes(R"({"allowed_hosts": ["http://a", "a:80", "", 7]})"),
            "/allowed_hosts/0: must be a name such as dash.example.com, without scheme and port\n"
            "/allowed_hosts/1: must be a name such as dash.example.com, without scheme and port\n"
            "/allowed_hosts/2: must be a name such as dash.example.com, without scheme and port\n"
            "/allowed_hosts/3: must be a string\n");
  EXPECT_EQ(mistakes(R"({"allowed_hosts": "dealbell"})"), "/allowed_hosts: must be a list\n");
}

TEST(Config, TextThatIsNotJsonIsReportedWithLineAndColumn) {
  const auto errors = read_config("{\n  \"lan\": x\n}").errors;

  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, Errc::bad_json);
  EXPECT_TRUE(errors[0].message.starts_with("parse error at line 2, column")) << errors[0].message;
}

TEST(SourceConfig, IsRead) {
  const auto [config, errors] = read_config(R"({"sources": [{"id": "shop", "title": "Web shop",
      "mapping": "./shop.json", "tables": {"stages": {"17": "Offer sent"}},
      "auth": [{"scheme": "github", "secrets": [{"file": "new.key"},
                {"env": "OLD", "until": "2026-12-31T00:00:00Z"}]},
               {"scheme": "header", "name": "x-key", "secrets": [{"env": "KEY"}]}]}]})");

  ASSERT_TRUE(errors.empty()) << errors.front().pointer << errors.front().message;
  const auto& source = config.sources.at(0);
  EXPECT_EQ(source.id, "shop");
  EXPECT_EQ(source.title, "Web shop");
  EXPECT_EQ(source.mapping, "./shop.json");
  EXPECT_EQ(source.tables.at("stages").at("17"), "Offer sent");
  ASSERT_EQ(source.auth.size(), 2u);
  EXPECT_EQ(source.auth[0].secrets[0].file, "new.key");
  EXPECT_EQ(source.auth[0].secrets[1].until, parse_instant("2026-12-31T00:00:00Z").value());
  EXPECT_EQ(source.auth[1].name, "x-key");
}

TEST(SourceConfig, TheMappingIsNamedLikeTheSourceUnlessItIsSet) {
  const auto config = read_config(R"({"sources": [{"id": "hubspot",
      "auth": {"scheme": "bearer", "secrets": [{"env": "KEY"}]}}]})")
                          .config;

  EXPECT_EQ(config.sources.at(0).mapping, "hubspot");
}

TEST(SourceConfig, EveryMistakeIsReportedWithItsPlace) {
  const std::string auth = R"("auth": {"scheme": "bearer", "secrets": [{"env": "K"}]})";
  const auto with_secret = [](const std::string& secret) {
    return R"({"sources": [{"id": "a", "auth": {"scheme": "bearer", "secrets": [)" + secret +
           "]}}]}";
  };
  const std::string secret_at = "/sources/0/auth/secrets/0";
  const std::pair<std::string, std::string> table[] = {
      {R"({"sources": {}})", "/sources: must be a list of at most 100 sources\n"},
      {R"({"sources": ["a"]})", "/sources/0: must be an object\n"},
      {R"({"sources": [{"id": "a"}]})",
       "/sources/0/auth: is required: how deliveries are authenticated\n"},
      {R"({"sources": [{"id": "a", "auth": []}]})", "/sources/0/auth: must not be empty\n"},
      {R"({"sources": [{"id": "A", )" + auth + "}]}",
       "/sources/0/id: must be 1 to 40 characters of a-z, 0-9 and -, beginning with a letter\n"},
      {R"({"sources": [{"id": "api", )" + auth + "}]}",
       "/sources/0/id: \"api\" is reserved for events of our own\n"},
      {R"({"sources": [{"id": "a", )" + auth + R"(}, {"id": "a", )" + auth + "}]}",
       "/sources/1/id: another source has the id \"a\"\n"},
      {R"({"sources": [{"id": "a", "tables": {"t": {"k": 1}}, )" + auth + "}]}",
       "/sources/0/tables/t/k: must be a string\n"},
      {R"({"sources": [{"id": "a", "auth": {"secrets": [{"env": "K"}]}}]})",
       "/sources/0/auth/scheme: must name a scheme such as \"bearer\"\n"},
      {R"({"sources": [{"id": "a", "auth": {"scheme": "bearer", "secrets": []}}]})",
       "/sources/0/auth/secrets: must be a list of 1 to 8 secrets\n"},
      {with_secret(R"("hunter2")"),
       secret_at + ": a secret must not be in the settings: use {\"env\": \"NAME\"} or "
                   "{\"file\": \"PATH\"}\n"},
      {with_secret(R"({"env": "A", "file": "b"})"),
       secret_at + ": must have either \"env\" or \"file\"\n"},
      {with_secret(R"({"env": "A", "colour": "red"})"), secret_at + "/colour: unknown setting\n"},
      {with_secret(R"({"env": "A", "until": "soon"})"),
       secret_at + "/until: \"soon\": expected a time such as 2026-11-23T09:30:00Z\n"},
  };
  for (const auto& [settings, expected] : table)
    EXPECT_EQ(mistakes(settings), expected) << settings;
}

TEST(Secret, ComesFromTheEnvironmentWithoutItsNewline) {
  ::setenv("DEALBELL_TEST_SECRET", "abc\n", 1);
  const auto secret = fetch_secret({"DEALBELL_TEST_SECRET", "", {}});
  ::unsetenv("DEALBELL_TEST_SECRET");
  const auto missing = fetch_secret({"DEALBELL_TEST_SECRET", "", {}});

  EXPECT_EQ(secret.value(), "abc");
  EXPECT_EQ(missing.error().message, "the environment variable DEALBELL_TEST_SECRET is not set");
}

TEST(CommandLine, OptionsOfServeBecomeSettings) {
  const auto parsed = parse({"serve", "--data", "d", "--lan", "--tick-ms", "20", "--log-level",
                             "warning", "--log-format", "json"});

  ASSERT_TRUE(parsed.command);
  const auto& config = parsed.command->config;
  EXPECT_EQ(parsed.command->command, CommandLine::serve);
  EXPECT_EQ(config.data, "d");
  EXPECT_TRUE(config.lan);
  EXPECT_EQ(config.tick_ms, 20);
  EXPECT_EQ(config.listen, "127.0.0.1:8080");
  EXPECT_EQ(config.log_level, LogLevel::warning);
  EXPECT_EQ(config.log_format, LogFormat::json);
}

TEST(CommandLine, EveryCommandIsRecognised) {
  const std::pair<std::vector<const char*>, CommandLine::Command> table[] = {
      {{"serve"}, CommandLine::serve},
      {{"check", "f"}, CommandLine::check},
      {{"org", "apply", "f"}, CommandLine::org_apply},
      {{"org", "rates", "f"}, CommandLine::org_rates},
      {{"org", "show"}, CommandLine::org_show},
      {{"import", "f"}, CommandLine::import},
      {{"token", "create", "--name", "n"}, CommandLine::token_create},
      {{"token", "list"}, CommandLine::token_list},
      {{"token", "revoke", "i"}, CommandLine::token_revoke},
      {{"verify", "--data", "d"}, CommandLine::verify},
  };
  for (const auto& [arguments, command] : table) {
    const auto parsed = parse(arguments);
    ASSERT_TRUE(parsed.command) << arguments[0];
    EXPECT_EQ(parsed.command->command, command) << arguments[0];
  }
  EXPECT_EQ(parse({"verify", "--data", "d"}).command->config.data, "d");
}

TEST(CommandLine, UsageErrorsExitWith2) {
  testing::internal::CaptureStderr();
  const std::vector<const char*> table[] = {{},
                                            {"dance"},
                                            {"serve", "--tick-ms", "1"},
                                            {"serve", "--log-level", "loud"},
                                            {"import"},
                                            {"import", "f", "--currency", "EURO"}};
  for (const auto& arguments : table) {
    const auto parsed = parse(arguments);
    EXPECT_FALSE(parsed.command);
    EXPECT_EQ(parsed.exit_code, 2);
  }
  EXPECT_NE(testing::internal::GetCapturedStderr().find("three letters such as EUR, not EURO"),
            std::string::npos);
}

}  // namespace
}  // namespace dealbell::ops
