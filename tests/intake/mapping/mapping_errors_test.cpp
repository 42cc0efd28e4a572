#include <gtest/gtest.h>

#include "intake/mapping/mapping.hpp"

// All errors of a mapping file are reported at once, each with its JSON pointer.
namespace dealbell::intake {
namespace {

std::string pointers(const std::string& json) {
  std::string all;
  for (const auto& error : Mapping::read(json).errors)
    all += (all.empty() ? "" : " ") + error.pointer;
  return all;
}

std::string with_rule(const std::string& rule, const std::string& members = "") {
  return R"({"name":"t","dedupe":["$.id"],)" + members + R"("rules":[)" + rule + "]}";
}

std::string with_status(const std::string& status, const std::string& members = "") {
  return with_rule(R"({"emit":"deal","id":"$.id","set":{"status":)" + status + "}}", members);
}

TEST(MappingErrors, AreAllReportedAtOnce) {
  EXPECT_EQ(pointers(R"({"name":"No Good","formt":"json","format":"yaml","each":"ids","dedupe":[],
      "let":{"a":"b","b":{"frst":["$"]},"c":{"time":"$","as":"when"}},
      "rules":[{"emit":"deal","id":"nobody","set":{"colour":"$.x","amount":{"num":"$.x","scale":3}}},
               {"emit":"party"},{"when":{"is":1},"emit":"ignore"},
               {"emit":"activity","id":"$.ids[*]","set":{"kind":{"lookup":"kinds","of":"$.k"}}}]})"),
            "/formt /name /let/a /let/b /let/c/as /format /each /dedupe /rules/0/id "
            "/rules/0/set/colour /rules/0/set/amount/scale /rules/1/emit /rules/1/reason "
            "/rules/2/when/is /rules/2/reason /rules/3/id /rules/3/set/kind/lookup");
}

TEST(MappingErrors, MissingMembersAreNamed) {
  EXPECT_EQ(pointers("{}"), "/name /dedupe /rules");
  EXPECT_EQ(pointers(with_rule("{}")), "/rules/0/emit /rules/0/reason");
  EXPECT_EQ(pointers(with_rule(R"({"emit":"deal.merge"})")), "/rules/0/id /rules/0/losers");
  EXPECT_EQ(pointers("[]"), "");
  EXPECT_EQ(Mapping::read("[]").errors.front().message, "expected an object");
  EXPECT_EQ(Mapping::read("{").errors.size(), 1u);
}

TEST(MappingErrors, AConstantWithoutConstIsExplained) {
  const auto errors = Mapping::read(with_rule(R"({"emit":"deal","id":"won"})")).errors;
  EXPECT_EQ(
      errors.at(0).message,
      "\"won\" is not a \"let\" defined above; a path begins with $, and a constant is written "
      "{\"const\": \"won\"}");
}

TEST(MappingErrors, ALetMayUseOnlyEarlierOnes) {
  EXPECT_EQ(
      pointers(with_rule(R"({"emit":"deal","id":"a"})", R"("let":{"a":"b","b":"c","c":"a"},)")),
      "/let/a /let/b");
}

TEST(MappingErrors, NestingOfLetsIsLimited) {
  std::string lets = R"("let":{"l0":"$.id")";
  for (int i = 1; i < 199; ++i)
    lets +=
        ",\"l" + std::to_string(i) + "\":{\"text\":{\"text\":\"l" + std::to_string(i - 1) + "\"}}";
  EXPECT_FALSE(Mapping::read(with_rule(R"({"emit":"deal","id":"l0"})", lets + "},")).mapping);
}

TEST(MappingErrors, AStatusMustNotBeADefault) {
  for (const char* status :
       {R"({"const":"open"})", R"({"const":"won"})",
        R"({"map":"$.s","to":{"w":"won"},"else":{"const":"open"}})",
        R"({"first":["$.s",{"const":"open"}]})",
        R"({"lookup":"stages","of":"$.s","else":{"const":"lost"}})",
        R"({"case":[[{"eq":["$.w",true]},{"const":"won"}]],"else":{"const":"open"}})",
        R"({"case":[[{"not":{"eq":["$.w",true]}},{"const":"open"}]]})",
        R"({"case":[[{"exists":"$"},{"const":"open"}]]})",
        R"({"case":[[{"glob":["$.s","**"]},{"const":"open"}]]})",
        R"({"case":[[{"any":[{"eq":["$.w",1]},{"exists":"$.s"}]},{"const":"open"}]]})",
        R"({"concat":[{"const":"op"},{"const":"en"}]})", R"("fallback")",
        R"({"lower":{"first":["$.s","fallback"]}})"})
    EXPECT_EQ(pointers(with_status(status, R"("tables":{"stages":{}},"let":{"fallback":)"
                                           R"({"const":"open"}},)")),
              "/rules/0/set/status")
        << status;
}

TEST(MappingErrors, AStatusMustNotBeADefaultInDisguise) {
  for (
      const char* status :
      {R"({"lookup":"st","of":{"const":"x"}})",
       R"({"map":{"const":"a"},"to":{"a":"won"}})",
       R"({"map":"word","to":{"a":"won"}})",
       R"({"lower":{"const":"OPEN"}})",
       R"({"text":{"const":"open"}})",
       R"({"first":["$.s",{"const":"OPEN"}]})",
       R"({"case":[[{"eq":[{"const":"a"},"a"]},{"const":"open"}]]})",
       R"({"case":[[{"eq":["word","a"]},{"const":"open"}]]})",
       R"({"case":[[{"in":[{"first":["$.s",{"const":"a"}]},["a"]]},{"const":"open"}]]})",
       R"({"case":[[{"any":[{"eq":["$.s","a"]},{"eq":["word","a"]}]},{"const":"open"}]]})",
       R"({"map":{"first":["$.status",{"const":"none"}]},"to":{"none":"open"}})",
       R"({"map":"said","to":{"none":"open"}})",
       R"({"map":{"bool":{"first":["$.won",{"const":false}]}},"to":{"false":"open","true":"won"}})",
       R"({"lookup":"st","of":{"first":["$.status",{"const":"x"}]}})",
       R"({"lookup":"st","of":{"lookup":"st","of":"$.s","else":{"const":"x"}}})",
       R"({"map":{"concat":["$.a",{"const":"x"}]},"to":{"x":"open"}})",
       R"({"map":{"split":{"const":"a,b"},"by":",","at":0},"to":{"a":"open"}})",
       R"({"map":{"after":[{"const":"a.b"},"."]},"to":{"b":"open"}})",
       R"({"map":{"num":{"const":1}},"to":{"1":"open"}})",
       R"({"map":{"case":[[{"exists":"$.s"},{"const":"a"}]]},"to":{"a":"open"}})",
       R"({"map":{"case":[[{"eq":["$.s","a"]},"$.s"]],"else":{"const":"b"}},"to":{"b":"open"}})",
       R"({"map":{"map":"$.s","to":{"a":"b"},"else":{"const":"c"}},"to":{"c":"open"}})",
       R"({"map":"$.s","to":{"":"open"}})",
       R"({"case":[[{"eq":["$.s",""]},{"const":"open"}]]})",
       R"({"case":[[{"in":["$.s",["a",null]]},{"const":"open"}]]})",
       R"({"case":[[{"eq":["$.s","$.s"]},{"const":"open"}]]})",
       R"({"case":[[{"glob":["$.s","?*"]},{"const":"open"}]]})",
       R"({"case":[[{"glob":[{"received_at":true},"1*"]},{"const":"open"}]]})",
       R"({"case":[[{"glob":[{"hash":"$"},"*a*"]},{"const":"open"}]]})"})
    EXPECT_EQ(pointers(with_status(status, R"("tables":{"st":{"x":"won"}},"let":{)"
                                           R"("word":{"const":"a"},)"
                                           R"("said":{"first":["$.s",{"const":"none"}]}},)")),
              "/rules/0/set/status")
        << status;
}

TEST(MappingErrors, AStatusWithAMissingOperandIsReportedOnce) {
  EXPECT_EQ(pointers(with_status(R"({"case":[[{"eq":["$.s"]},{"const":"won"}]]})")),
            "/rules/0/set/status/case/0/0/eq");
  EXPECT_EQ(pointers(with_status(R"({"case":[[{"eq":["$.s",{"lookup":"st"}]},{"const":"won"}]]})",
                                 R"("tables":{"st":{}},)")),
            "/rules/0/set/status/case/0/0/eq/1/of");
}

TEST(MappingErrors, EachLetIsCheckedOnce) {
  std::string lets = R"("let":{"l0":"$.id")";
  for (int i = 1; i < 90; ++i) {
    const auto before = "\"l" + std::to_string(i - 1) + "\"";
    lets += ",\"l" + std::to_string(i) + "\":{\"first\":[" + before + "," + before + "]}";
  }
  EXPECT_EQ(pointers(with_status(R"("l89")", lets + "},")), "");
}

TEST(MappingErrors, AStatusFromThePayloadIsAccepted) {
  for (
      const char* status :
      {R"("$.status")", R"({"const":null})", R"({"const":"unknown"})", R"({"nothing":true})",
       R"({"map":"$.s","to":{"w":"won"}})", R"({"lookup":"stages","of":"$.s"})",
       R"({"map":"$.s","to":{"w":"won"},"else":"$.t"})",
       R"({"case":[[{"all":[{"eq":["$.c",true]},{"not":{"eq":["$.w",true]}}]},{"const":"lost"}]]})",
       R"({"case":[[{"eq":["$.s",{"lookup":"stages","of":{"const":"won"}}]},{"const":"won"}]]})",
       R"({"map":{"case":[[{"eq":["$.w",1]},{"const":"a"}]]},"to":{"a":"won"}})",
       R"({"map":{"bool":{"first":["$.won",{"const":null}]}},"to":{"false":"open","true":"won"}})",
       R"({"lookup":"stages","of":{"pick":"$.v","key":{"lookup":"stages","of":{"const":"f"}}}})",
       R"({"lower":{"concat":["$.a","$.b"],"with":"-"}})"})
    EXPECT_EQ(pointers(with_status(status, R"("tables":{"stages":{"closedwon":"won"}},)")), "")
        << status;
}

TEST(MappingErrors, TheStatusOfAnActivityMayBeConstant) {
  EXPECT_EQ(
      pointers(with_rule(R"({"emit":"activity","id":"$.id","set":{"status":{"const":"done"}}})")),
      "");
}

TEST(MappingSamples, ReportTheFirstDifference) {
  const auto result = Mapping::read(
      with_rule(R"({"when":{"exists":"$.id"},"emit":"deal","id":"$.id","set":{"amount":"$.v"}})",
                R"("samples":[
        {"name":"right","body":{"id":1,"v":"2"},"expect":[{"type":"deal","deal":{"id":"1","amount":"2.00"}}]},
        {"name":"wrong","body":{"id":1,"v":"3"},"expect":[{"type":"deal","deal":{"id":"1","amount":"2.00"}}]},
        {"name":"more","body":{"id":1},"expect":[]},
        {"name":"less","body":{"id":1},"expect":[{"type":"deal","deal":{"id":"1","title":"T"}}]},
        {"name":"too much","body":{"id":1,"v":"3"},"expect":[{"type":"deal","deal":{"id":"1"}}]},
        {"name":"broken","body":"{","expect":[]},
        {"name":"failing","body":{"id":1,"v":"x"},"expect":[{"failed":"/rules/0/set/amount"}]},
        {"name":"ignored","body":{},"expect":[{"ignored":"no rule is about it"}]}],)"));
  ASSERT_TRUE(result.mapping);

  std::string all;
  for (const auto& e : result.mapping->run_samples()) all += e.pointer + ": " + e.message + "\n";

  EXPECT_EQ(all,
            "/samples/1/expect/0/deal/amount: sample \"wrong\": expected \"2.00\", got \"3.00\"\n"
            "/samples/2/expect/0: sample \"more\": expected nothing, got "
            "{\"id\":\"1\",\"type\":\"deal\",\"deal\":{\"id\":\"1\"}}\n"
            "/samples/3/expect/0/deal/title: sample \"less\": expected \"T\", got nothing\n"
            "/samples/4/expect/0/deal/amount: sample \"too much\": expected nothing, got \"3.00\"\n"
            "/samples/5/body: sample \"broken\": not JSON at byte 2\n");
}

}  // namespace
}  // namespace dealbell::intake
