#include "redis/url.hpp"

#include <gtest/gtest.h>

namespace dealbell::redis {
namespace {

// All values of the URL as one line.
std::string shown(const Url& url) {
  std::string text;
  for (const auto& host : url.hosts) text += to_string(host) + " ";
  if (!url.master.empty()) text += "master=" + url.master + " ";
  text += "user=" + url.login.user + " password=" + url.login.password;
  text += " db=" + std::to_string(url.database);
  if (url.tls) text += std::string(" tls verify=") + (url.tls->verify ? "yes" : "no");
  if (url.tls && !url.tls->ca_file.empty()) text += " ca=" + url.tls->ca_file;
  if (!url.sentinel_login.password.empty())
    text += " sentinel=" + url.sentinel_login.user + ":" + url.sentinel_login.password;
  return text;
}

TEST(RedisUrl, Parses) {
  const std::pair<const char*, const char*> table[] = {
      {"redis://localhost", "localhost:6379 user= password= db=0"},
      {"redis://10.0.0.7:7000/3", "10.0.0.7:7000 user= password= db=3"},
      {"redis://[::1]", "[::1]:6379 user= password= db=0"},
      {"redis://[fd00::7]:7000/", "[fd00::7]:7000 user= password= db=0"},
      {"redis://:secret@host", "host:6379 user= password=secret db=0"},
      {"redis://ann:p%40ss%3aw%2Ford%25@host", "host:6379 user=ann password=p@ss:w/ord% db=0"},
      {"redis://ann@host", "host:6379 user=ann password= db=0"},
      {"redis://ann:a:b@c@host", "host:6379 user=ann password=a:b@c db=0"},
      {"rediss://host", "host:6379 user= password= db=0 tls verify=yes"},
      {"rediss://host/1?ca=/etc/ssl/my%20ca.pem",
       "host:6379 user= password= db=1 tls verify=yes ca=/etc/ssl/my ca.pem"},
      {"rediss://host?verify=no", "host:6379 user= password= db=0 tls verify=no"},
      {"sentinel://s1,s2:26380/main", "s1:26379 s2:26380 master=main user= password= db=0"},
      {"sentinel://ann:pw@s1/main/2?sentinel_user=bob&sentinel_password=spw&tls=yes&ca=/ca.pem",
       "s1:26379 master=main user=ann password=pw db=2 tls verify=yes ca=/ca.pem sentinel=bob:spw"},
      {"sentinel://s1/main?ca=/ca.pem&tls=yes",
       "s1:26379 master=main user= password= db=0 tls verify=yes ca=/ca.pem"},
  };
  for (const auto& [text, expected] : table) {
    const auto url = parse_url(text);
    ASSERT_TRUE(url) << text << ": " << url.error().message;
    EXPECT_EQ(shown(*url), expected) << text;
  }
}

TEST(RedisUrl, MistakesHaveMessages) {
  const std::pair<std::string, const char*> table[] = {
      {"", "begins with redis://"},
      {"localhost:6379", "begins with redis://"},
      {"http://localhost", "begins with redis://"},
      {"redis://", "host is missing"},
      {"redis://:7000", "host is missing"},
      {"redis://host:", "port must be a number"},
      {"redis://host:0", "port must be a number"},
      {"redis://host:65536", "port must be a number"},
      {"redis://host:80x", "port must be a number"},
      {"redis://[::1", "must end with ]"},
      {"redis://[::1]7000", "after ] only :PORT"},
      {"redis://@host", "user:password"},
      {"redis://:@host", "user:password"},
      {"redis://ann:a%4@host", "% without two hex digits"},
      {"redis://ann:a%zz@host", "% without two hex digits"},
      {"redis://ann:a%00@host", "% without two hex digits"},
      {"redis://host/one", "database"},
      {"redis://host/-1", "database"},
      {"redis://host/1/2", "database"},
      {"redis://ho st", "cannot contain spaces"},
      {"redis://host#1", "cannot contain #"},
      {"redis://host?ca=/ca.pem", "need rediss://"},
      {"redis://host?verify=no", "need rediss://"},
      {"redis://host?tls=yes", "unknown parameter \"tls\""},
      {"rediss://host?verify=maybe", "verify must be yes or no"},
      {"rediss://host?verify=no&ca=/ca.pem", "ca has no effect"},
      {"rediss://host?ca=", "NAME=VALUE"},
      {"rediss://host?timeout=5", "unknown parameter \"timeout\""},
      {"sentinel://s1", "NAME-OF-THE-MASTER"},
      {"sentinel://s1/", "NAME-OF-THE-MASTER"},
      {"sentinel://s1,,s2/main", "host is missing"},
      {"sentinel://s1/main?ca=/ca.pem", "need tls=yes"},
      {"sentinel://a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q/main", "at most 16"},
      {"redis://" + std::string(5000, 'h'), "at most 4096 bytes"},
  };
  for (const auto& [text, expected] : table) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().code, Errc::usage);
    EXPECT_NE(url.error().message.find(expected), std::string::npos)
        << text << ": " << url.error().message;
  }
}

TEST(RedisUrl, NoMessageContainsThePassword) {
  for (const char* text :
       {"redis://hunter2%@host", "redis://ann:hunter2@", "redis://ann:hunter2%@host",
        "redis://ann:hunter2@host:x", "redis://ann:hunter2@host/x", "redis://ann:hunter2@host#",
        "http://ann:hunter2@host", "redis://ann:hunter2@host?sentinel_password=hunter2",
        "sentinel://s1/m?sentinel_password=hunter2%", "redis://ann:hunter2/@host"}) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().message.find("hunter2"), std::string::npos) << url.error().message;
  }
}

TEST(RedisUrl, RedactedHasNoSecrets) {
  const std::pair<const char*, const char*> table[] = {
      {"redis://ann:hunter2@host:7000/2", "redis://host:7000/2"},
      {"rediss://:hunter2@[::1]?verify=no", "rediss://[::1]:6379"},
      {"sentinel://ann:hunter2@s1,s2/main/1?sentinel_password=hunter2",
       "sentinel://s1:26379,s2:26379/main/1"},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(redacted(parse_url(text).value()), expected);
}

}  // namespace
}  // namespace dealbell::redis
