#include "core/values/fold_case.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

void read_leave(OrgReader& r, JsonCursor json, const std::string& at, core::OrgPerson& person) {
  r.in.elements(json, at, leave_max, [&](JsonCursor element, const std::string& span_at) {
    auto& span = person.leave.emplace_back();
    r.in.members(element, span_at, span_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   r.day(value, key_at, key == "from" ? span.from : span.to);
                 });
    // Leave without a first day would begin before employment; without a last day it is open-ended.
    r.require(span.from.has_value(), "from", span_at);
    r.check_order(span.from, span.to, span_at);
  });
}

void read_ramp(OrgReader& r, JsonCursor json, const std::string& at, core::OrgPerson& person) {
  r.in.elements(json, at, ramp_max, [&](JsonCursor element, const std::string& step_at) {
    r.in.value(element, step_at, person.ramp_e4.emplace_back());
  });
}

// "ana@example.com", or a list of them.
void read_emails(OrgReader& r, JsonCursor json, const std::string& at, core::OrgPerson& person) {
  if (json.kind() == JsonKind::array)
    r.texts(json, at, emails_max, person.emails);
  else if (json.kind() != JsonKind::null)
    r.in.value(json, at, person.emails.emplace_back(), take_key);
  for (const auto& email : person.emails)
    if (!email.empty() && !core::is_email(email)) r.add_error("expected an address with an @", at);
}

// An address belongs to one person, whatever its spelling and wherever it is given.
void claim_emails(OrgReader& r, const std::string& at, const core::OrgPerson& person,
                  Claims& addresses) {
  const auto claim = [&](const std::string& key, const std::string& key_at) {
    if (!core::is_email(key)) return;
    const auto address = core::person_key(key);
    const auto claimed = addresses.keys.find(address);
    const bool again = claimed != addresses.keys.end() && claimed->second.id == person.id;
    if (!again) r.claim(addresses, address, person.id, key_at);
  };
  // A key that another person has in the same spelling was reported already.
  const auto ours = [&](const std::string& key) {
    const auto known = r.people.keys.find(key);
    return known != r.people.keys.end() && known->second.id == person.id;
  };
  if (ours(person.id)) claim(person.id, at + "/id");
  for (std::size_t i = 0; i < person.aliases.size(); ++i)
    if (ours(person.aliases[i])) claim(person.aliases[i], at + "/aliases/" + std::to_string(i));
  for (const auto& email : person.emails) claim(email, at + "/email");
}

}  // namespace

void read_people(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims addresses{"e-mail address"};
  r.in.elements(json, at, people_max, [&](JsonCursor element, const std::string& person_at) {
    auto& person = r.org.people.emplace_back();
    r.in.members(element, person_at, person_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "id") r.in.value(value, key_at, person.id, take_id);
                   if (key == "name") r.in.value(value, key_at, person.name);
                   if (key == "aliases") r.texts(value, key_at, aliases_max, person.aliases);
                   if (key == "email") read_emails(r, value, key_at, person);
                   if (key == "from") r.day(value, key_at, person.employed.from);
                   if (key == "to") r.day(value, key_at, person.employed.to);
                   if (key == "leave") read_leave(r, value, key_at, person);
                   if (key == "ramp") read_ramp(r, value, key_at, person);
                 });
    r.identify(person, person_at, r.people);
    claim_emails(r, person_at, person, addresses);
    r.check_order(person.employed.from, person.employed.to, person_at);
    if (!person.ramp_e4.empty() && !person.employed.from)
      r.add_error("a ramp counts months of employment: add \"from\"", person_at + "/ramp");
  });
}

Json write_people(const core::Org& org) {
  return write_list(org.people, [](const core::OrgPerson& person) {
    Json json{{"id", person.id}, {"name", person.name}};
    if (!person.aliases.empty()) json["aliases"] = person.aliases;
    if (person.emails.size() == 1) json["email"] = person.emails.front();
    if (person.emails.size() > 1) json["email"] = person.emails;
    put_span(json, person.employed.from, person.employed.to);
    for (const auto& span : person.leave) {
      auto leave = Json::object();
      put_span(leave, span.from, span.to);
      json["leave"].push_back(std::move(leave));
    }
    for (const auto percent_e4 : person.ramp_e4) json["ramp"].push_back(short_decimal(percent_e4));
    return json;
  });
}

void read_products(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims products{"product"};
  r.in.elements(json, at, products_max, [&](JsonCursor element, const std::string& product_at) {
    auto& product = r.org.products.emplace_back();
    r.in.members(element, product_at, product_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "id") r.in.value(value, key_at, product.id, take_id);
                   if (key == "name") r.in.value(value, key_at, product.name);
                   if (key == "aliases") r.texts(value, key_at, aliases_max, product.aliases);
                 });
    r.identify(product, product_at, products);
  });
}

Json write_products(const core::Org& org) {
  return write_list(org.products, [](const core::OrgProduct& product) {
    Json json{{"id", product.id}, {"name", product.name}};
    if (!product.aliases.empty()) json["aliases"] = product.aliases;
    return json;
  });
}

}  // namespace dealbell::wire
