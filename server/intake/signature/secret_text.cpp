#include "intake/signature/secret_text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/percent_encoding.hpp"
#include "crypto/base64.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake::signature {
namespace {

// One byte, and how many bytes its spelling in the text has.
struct Spelled {
  char byte;
  std::size_t size;
};

struct Escape {
  std::string_view written;
  char byte;
};
constexpr Escape json_escapes[] = {{"\\/", '/'}, {"\\\"", '"'}, {"\\\\", '\\'}};
constexpr Escape xml_escapes[] = {
    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

template <std::size_t count>
Spelled with_escapes(const Escape (&escapes)[count], std::string_view text) {
  for (const auto& escape : escapes)
    if (text.starts_with(escape.written)) return {escape.byte, escape.written.size()};
  return {text[0], 1};
}

Spelled in_url(std::string_view text) {
  const auto byte = percent_byte(text);
  return byte ? Spelled{*byte, 3} : Spelled{text[0], 1};
}

Spelled in_json(std::string_view text) {
  // \u0041 has the same digits as %41.
  if (text.starts_with("\\u00") && text.size() >= 6) {
    const char as_percent[] = {'%', text[4], text[5]};
    const auto byte = percent_byte({as_percent, 3});
    if (byte && static_cast<unsigned char>(*byte) < 0x80) return {*byte, 6};
  }
  return with_escapes(json_escapes, text);
}

Spelled in_xml(std::string_view text) { return with_escapes(xml_escapes, text); }

struct Spelling {
  char mark;  // every escape starts with it
  Spelled (*read)(std::string_view text);
};
constexpr Spelling spellings[] = {{'%', in_url}, {'\\', in_json}, {'&', in_xml}};

struct Span {
  std::size_t begin, end;
};

// Finds overlapping occurrences too, so that no part of a secret is left beside another.
template <class ToOriginal>
void find_all(const std::vector<std::string>& secrets, std::string_view text,
              const ToOriginal& to_original, std::vector<Span>& spans) {
  for (const auto& secret : secrets)
    for (auto at = text.find(secret); at != std::string_view::npos; at = text.find(secret, at + 1))
      spans.push_back({to_original(at), to_original(at + secret.size())});
}

void find_escaped(const std::vector<std::string>& secrets, std::string_view text,
                  const Spelling& spelling, std::vector<Span>& spans) {
  if (text.find(spelling.mark) == std::string_view::npos) return;
  std::string plain;
  std::vector<std::size_t> offsets;  // in `text`, of each byte of `plain`
  plain.reserve(text.size());
  offsets.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const auto [byte, size] =
        text[at] == spelling.mark ? spelling.read(text.substr(at)) : Spelled{text[at], 1};
    plain += byte;
    offsets.push_back(at);
    at += size;
  }
  offsets.push_back(text.size());
  find_all(
      secrets, plain, [&](std::size_t at) { return offsets[at]; }, spans);
}

}  // namespace

std::vector<std::string> secret_texts(const std::vector<Auth>& auths) {
  std::vector<std::string> texts;
  const auto add = [&](std::string text) {
    // A part of "[redacted]" would be found again after each redaction.
    if (text.size() >= secret_text_bytes_min && redaction.find(text) == std::string_view::npos)
      texts.push_back(std::move(text));
  };
  const auto add_with_plus = [&](std::string text) {
    add(text);
    if (text.find(' ') == std::string::npos) return;
    std::replace(text.begin(), text.end(), ' ', '+');  // as in forms
    add(std::move(text));
  };
  for (const auto& auth : auths) {
    const auto* scheme = scheme_named(auth.scheme);
    if (!scheme || scheme->info.signs_body || !scheme->info.is_secret) continue;
    for (const auto& [secret, until] : auth.keys) {
      add_with_plus(secret);
      if (auth.scheme != "basic") continue;
      if (const auto colon = secret.find(':'); colon != std::string::npos)
        add_with_plus(secret.substr(colon + 1));
      auto base64 = crypto::to_base64(secret);
      base64.erase(std::min(base64.find('='), base64.size()));
      add(std::move(base64));
    }
  }
  return texts;
}

void redact_texts(const std::vector<std::string>& secrets, std::string& text) {
  std::vector<Span> spans;
  find_all(
      secrets, text, [](std::size_t at) { return at; }, spans);
  if (!secrets.empty())
    for (const auto& spelling : spellings) find_escaped(secrets, text, spelling, spans);
  if (spans.empty()) return;
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::string kept;
  std::size_t done = 0;
  for (const auto& [begin, end] : spans) {
    if (begin >= done) kept.append(text, done, begin - done).append(redaction);
    done = std::max(done, end);
  }
  text = kept.append(text, done);
}

}  // namespace dealbell::intake::signature
