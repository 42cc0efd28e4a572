#include <gtest/gtest.h>

#include "intake/signature/auth.hpp"

namespace dealbell::intake {
namespace {

// Deliveries that others signed: from the vendor's documentation if there is one, otherwise made
// with another implementation of the digests.
struct Published {
  std::string from;
  Auth auth;
  Delivery delivery;
  std::string at;
};

const std::string msg = R"({"test": 2432232314})";
const std::string hubspot_key = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const std::string hubspot_body =
    R"([{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,)"
    R"("subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,)"
    R"("changeSource":"CRM","changeFlag":"NEW","appId":54321}])";

const std::vector<Published>& published() {
  static const std::vector<Published> all = {
      {"standard-webhooks, tests of its libraries",
       {"standard-webhooks", "", "", {{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}},
       {"POST",
        "/hooks/x",
        {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
         {"webhook-timestamp", "1614265330"},
         {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}},
        msg},
       "2021-02-25T15:02:10Z"},
      {"the same under its older names, among other versions",
       {"standard-webhooks", "", "", {{"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}},
       {"POST",
        "/hooks/x",
        {{"svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
         {"svix-timestamp", "1614265330"},
         {"svix-signature",
          "v2,%% v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA= "
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}},
        msg},
       "2021-02-25T15:02:10Z"},
      {"the same with the key of RFC 8032 section 7.1, test 1",
       {"standard-webhooks", "", "", {{"whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}}},
       {"POST",
        "/hooks/x",
        {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
         {"webhook-timestamp", "1614265330"},
         {"webhook-signature",
          "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NV"
          "Aw=="}},
        msg},
       "2021-02-25T15:02:10Z"},
      {"HubSpot's documentation, v1",
       {"hubspot-v1", "", "", {{hubspot_key}}},
       {"POST",
        "/hooks/x",
        {{"x-hubspot-signature-version", "v1"},
         {"x-hubspot-signature",
          "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"}},
        hubspot_body},
       "2026-07-11T08:40:00Z"},
      {"HubSpot's documentation, v2",
       {"hubspot-v2", "", "https://www.example.com", {{hubspot_key}}},
       {"GET",
        "/webhook_uri",
        {{"x-hubspot-signature-version", "v2"},
         {"x-hubspot-signature",
          "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"}},
        ""},
       "2026-07-11T08:40:00Z"},
      {"v3 over a URL of which one escape is decoded and one is not",
       {"hubspot-v3", "", "https://dash.example.com", {{hubspot_key}}},
       {"POST",
        "/hooks/hubspot?a=b%2fc%20d",
        {{"x-hubspot-request-timestamp", "1614265330123"},
         {"x-hubspot-signature-v3", "+QCzyEyapdEtxmYcEud6VGiIzbasQ92uNWgSGph6h7g="}},
        R"([{"eventId":1}])"},
       "2021-02-25T15:02:10Z"},
      {"Stripe's header while a key is being replaced",
       {"stripe", "", "", {{"whsec_test_secret"}}},
       {"POST",
        "/hooks/x",
        {{"stripe-signature",
          "t=1492774577,"
          "v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd,"
          "v1=799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f,"
          "v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39"}},
        R"({"id":"evt_1"})"},
       "2017-04-21T11:36:17Z"},
      {"GitHub's documentation",
       {"github", "", "", {{"It's a Secret to Everybody"}}},
       {"POST",
        "/hooks/x",
        {{"x-hub-signature-256",
          "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}},
        "Hello, World!"},
       "2026-07-11T08:40:00Z"},
      {"Attio, under its second name",
       {"attio", "", "", {{"b7f5a1e0-attio-webhook-secret"}}},
       {"POST",
        "/hooks/x",
        {{"x-attio-signature", "a3aac0995f45ae1cbf3e6bd4cb093e4caea735e20fc437273e5dd784f9df2953"}},
        R"({"events":[]})"},
       "2026-07-11T08:40:00Z"},
      {"Close, whose key is hexadecimal",
       {"close", "", "", {{"A3F1C9D27BE84456a3f1c9d27be84456"}}},
       {"POST",
        "/hooks/x",
        {{"close-sig-timestamp", "1614265330"},
         {"close-sig-hash", "eec57432ff2874385ac4368a7bc460015149f69dff65563069432629664134d2"}},
        R"({"event":{}})"},
       "2021-02-25T15:02:10Z"},
      {"Zendesk, whose key only looks like base64",
       {"zendesk", "", "", {{"dGhlIHRleHQsIG5vdCB0aGUgYnl0ZXM="}}},
       {"POST",
        "/hooks/x",
        {{"x-zendesk-webhook-signature", "XYzJRFNB3D1fEoq6DO+B0yvsPiZM/LZA3VLPuzCEwzQ="},
         {"x-zendesk-webhook-signature-timestamp", "2021-03-25T05:09:27Z"}},
        R"({"id":"5158"})"},
       "2021-03-25T05:09:27Z"},
      {"Twilio's documentation",
       {"twilio", "", "https://mycompany.com", {{"12345"}}},
       {"POST",
        "/myapp.php?foo=1&bar=2",
        {{"x-twilio-signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
         {"content-type", "application/x-www-form-urlencoded; charset=UTF-8"}},
        "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309"
        "&To=%2B18005551212"},
       "2026-07-11T08:40:00Z"},
      {"Twilio with JSON and with a port that we did not write",
       {"twilio", "", "https://mycompany.com", {{"12345"}}},
       {"POST",
        "/hooks/t?bodySHA256=c443f6e608e8b3be3b166e391878c1677c9a5c3269f68152ed685e8c323dff74",
        {{"x-twilio-signature", "i9Ya4Km1i76B46XUJvty4wTh4Jk="},
         {"content-type", "application/json"}},
        R"({"deal":1})"},
       "2026-07-11T08:40:00Z"},
      {"Basic of RFC 7617 section 2",
       {"basic", "", "", {{"Aladdin:open sesame"}}},
       {"POST", "/hooks/x", {{"authorization", "basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}}, ""},
       "2026-07-11T08:40:00Z"},
  };
  return all;
}

TEST(AuthPublished, DeliveriesSignedByOthersAreVerified) {
  for (const auto& one : published()) {
    const auto verdict = verify(one.auth, one.delivery, parse_instant(one.at).value());
    EXPECT_EQ(verdict.key, 0u) << one.from << ": " << word_of(verdict.failure);
  }
}

TEST(AuthPublished, AnExtraByteIsDetected) {
  for (auto one : published()) {
    if (!find_scheme(one.auth.scheme)->signs_body) continue;
    one.delivery.body += '\n';
    EXPECT_FALSE(verify(one.auth, one.delivery, parse_instant(one.at).value()).key) << one.from;
  }
}

TEST(AuthPublished, RepeatedHeadersAreRejected) {
  for (const auto& one : published())
    for (const auto& header : one.delivery.headers) {
      if (header.first == "content-type") continue;
      auto delivery = one.delivery;
      delivery.headers.push_back(header);
      const auto verdict = verify(one.auth, delivery, parse_instant(one.at).value());
      EXPECT_FALSE(verdict.key) << one.from << " " << header.first;
      EXPECT_EQ(verdict.failure, AuthFailure::repeated) << one.from << " " << header.first;
    }
}

TEST(AuthPublished, EveryHeaderIsRequired) {
  for (const auto& one : published())
    for (const auto& header : one.delivery.headers) {
      if (header.first == "content-type") continue;
      auto delivery = one.delivery;
      std::erase(delivery.headers, header);
      const auto verdict = verify(one.auth, delivery, parse_instant(one.at).value());
      EXPECT_FALSE(verdict.key) << one.from << " " << header.first;
      EXPECT_EQ(verdict.failure, AuthFailure::missing) << one.from << " " << header.first;
    }
}

}  // namespace
}  // namespace dealbell::intake
