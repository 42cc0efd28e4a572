#include "net/http/static_files.hpp"

#include <gtest/gtest.h>

#include "net/http/gunzip.hpp"
#include "support/net/http_request.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  test::HttpResponse get(std::string_view path, const test::HttpHeaders& headers = {}) {
    return test::http_request(running.port(), "GET", path, headers);
  }

  test::RunningServer running;
};

TEST_F(StaticFilesTest, AFileHasItsContentTypeAndMustBeRevalidated) {
  running.write_file("wall.html", "<p>hi");
  running.start();

  const auto response = get("/wall.html");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "<p>hi");
  EXPECT_EQ(response.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.header("cache-control"), "no-cache");
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_NE(response.header("content-security-policy")->find("frame-ancestors 'none'"),
            std::string_view::npos);
}

TEST_F(StaticFilesTest, ANameWithAContentHashMayBeCachedForEver) {
  running.write_file("app.4f3a9c.js", "1");
  running.write_file("app.facade.js", "1");
  running.write_file("app-X7B3K2QA.js", "1");
  running.start();

  const auto for_ever = "public, max-age=31536000, immutable";
  EXPECT_EQ(get("/app.4f3a9c.js").header("cache-control"), for_ever);
  EXPECT_EQ(get("/app-X7B3K2QA.js").header("cache-control"), for_ever);
  EXPECT_EQ(get("/app.facade.js").header("cache-control"), "no-cache");
}

TEST_F(StaticFilesTest, AClientThatHasTheContentGetsA304) {
  running.write_file("a.css", "a{}");
  running.start();
  const std::string tag(*get("/a.css").header("etag"));

  const auto again = get("/a.css", {{"If-None-Match", tag}});

  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(get("/a.css", {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(StaticFilesTest, AClientThatAcceptsGzipGetsTheCompressedFile) {
  running.write_file("a.js", "plain");
  running.write_file("a.js.gz", gzip("plain"));
  running.start();

  const auto packed = get("/a.js", {{"Accept-Encoding", "gzip, br"}});
  const auto plain = get("/a.js");

  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(gunzip(packed.body, 100).value(), "plain");
  EXPECT_EQ(plain.header("content-encoding"), std::nullopt);
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
  EXPECT_NE(packed.header("etag"), plain.header("etag"));
}

TEST_F(StaticFilesTest, NothingOutsideTheDirectoryIsServed) {
  running.write_file("a.txt", "a");
  running.write_file(".secret", "s");
  running.write_file("../admin.token", "t");
  std::filesystem::create_symlink("../admin.token", running.static_dir() / "link.txt");
  running.start();

  for (const auto* path : {"/../admin.token", "/%2e%2e/admin.token", "/..%2fadmin.token",
                           "/a/../../admin.token", "/.secret", "/link.txt", "//etc/passwd", "/",
                           "/..%5cadmin.token", "/a.txt/", "/a.txt%00.html"})
    EXPECT_NE(get(path).status, 200) << path;
  EXPECT_EQ(get("/a.txt").status, 200);
}

}  // namespace
}  // namespace dealbell::net
