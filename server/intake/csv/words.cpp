#include "intake/csv/words.hpp"

#include <algorithm>

#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

using Word = std::string_view;

// English words from exports of Salesforce, HubSpot, Pipedrive, Zoho and Dynamics, then German,
// French, Spanish, Italian and Dutch ones.
constexpr Word id_words[] = {
    "opportunityid", "dealid",      "recordid",       "id",     "opportunitynumber",
    "dealnumber",    "opportunity", "vorgangsnummer", "nummer", "identifiant",
    "numero"};
constexpr Word title_words[] = {
    "opportunityname", "dealname", "dealtitle", "title",  "name",   "subject", "topic", "titel",
    "bezeichnung",     "titre",    "nom",       "titulo", "nombre", "titolo",  "naam"};
// E-mail addresses first: the same address joins the people of two sources.
constexpr Word owner_words[] = {"opportunityowneremail",
                                "dealowneremail",
                                "salesowneremail",
                                "owneremail",
                                "opportunityowner",
                                "dealowner",
                                "salesagent",
                                "owner",
                                "ownername",
                                "salesrep",
                                "salesperson",
                                "rep",
                                "assignedto",
                                "accountmanager",
                                "besitzer",
                                "inhaber",
                                "verantwortlich",
                                "verantwortlicher",
                                "verkäufer",
                                "vertriebler",
                                "propriétaire",
                                "commercial",
                                "vendeur",
                                "responsable",
                                "propietario",
                                "vendedor",
                                "proprietario",
                                "venditore",
                                "eigenaar",
                                "verkoper"};
constexpr Word team_words[] = {"team", "salesteam", "équipe", "equipo"};
constexpr Word amount_words[] = {
    "amount",       "closevalue",  "dealvalue", "dealamount", "opportunityamount",
    "value",        "totalamount", "total",     "revenue",    "actualrevenue",
    "estrevenue",   "price",       "betrag",    "wert",       "umsatz",
    "auftragswert", "montant",     "valeur",    "importe",    "valor",
    "monto",        "importo",     "valore",    "bedrag",     "waarde"};
constexpr Word currency_words[] = {
    "currency",     "currencyisocode", "currencycode", "opportunitycurrency",
    "dealcurrency", "währung",         "waehrung",     "devise",
    "moneda",       "valuta"};
constexpr Word status_words[] = {"status", "dealstatus", "opportunitystatus", "state", "statut",
                                 "estado", "stato"};
constexpr Word refunded_words[] = {"amountrefunded", "refundedamount"};
constexpr Word refunded_on_words[] = {"refundeddateutc", "refundeddate", "refundedon"};
constexpr Word is_won_words[] = {"isclosedwon", "iswon"};
constexpr Word is_lost_words[] = {"isclosedlost", "islost"};
constexpr Word is_closed_words[] = {"isdealclosed", "isclosed"};
constexpr Word lost_words[] = {"losttime", "datelost", "lostdate", "lostat"};
constexpr Word expected_words[] = {"expectedclosedate", "estclosedate", "estimatedclosedate"};
constexpr Word stage_words[] = {
    "stage",         "dealstage", "stagename",      "salesstage", "opportunitystage",
    "pipelinestage", "phase",     "vertriebsphase", "étape",      "etapa",
    "fase"};
constexpr Word pipeline_words[] = {"pipeline", "dealpipeline", "salesprocess"};
constexpr Word product_words[] = {"product", "productname", "products", "produkt",
                                  "produit", "producto",    "prodotto"};
constexpr Word region_words[] = {"region", "territory", "regionaloffice", "gebiet",
                                 "région", "región",    "regione",        "regio"};
constexpr Word lead_source_words[] = {"leadsource", "source",  "originalsource", "leadquelle",
                                      "quelle",     "origine", "origen"};
constexpr Word customer_words[] = {
    "account",  "accountname",  "company",     "companyname",  "associatedcompany",
    "customer", "customername", "client",      "organization", "organisation",
    "kunde",    "firma",        "unternehmen", "entreprise",   "société",
    "cliente",  "empresa",      "azienda",     "klant",        "bedrijf"};
constexpr Word kind_words[] = {"type", "dealtype", "opportunitytype", "typ", "art", "tipo"};
constexpr Word probability_words[] = {
    "probability", "dealprobability", "winprobability", "wahrscheinlichkeit",
    "probabilité", "probabilidad",    "probabilità",    "kans"};
constexpr Word created_words[] = {
    "createddate", "createdate", "creationdate",    "createdat",     "createdon",
    "createdtime", "created",    "engagedate",      "dealcreated",   "opendate",
    "startdate",   "erstelltam", "erstellt",        "erstelldatum",  "datedecréation",
    "créé",        "créele",     "fechadecreación", "datacreazione", "aanmaakdatum"};
constexpr Word closed_words[] = {
    "closedate",    "closedate",      "closeddate",      "closedat",      "closingdate",
    "wontime",      "closed",         "actualclosedate", "dealclosedat",  "expectedclosedate",
    "estclosedate", "abschlussdatum", "abgeschlossenam", "abschluss",     "datedeclôture",
    "clôturé",      "fechadecierre",  "datachiusura",    "sluitingsdatum"};
constexpr Word lost_reason_words[] = {"lostreason", "lossreason", "closedlostreason",
                                      "verlustgrund", "raisondeperte"};

constexpr Word won_states[] = {"won",           "closedwon", "win",    "gewonnen",
                               "gagné",         "gagnée",    "ganado", "ganada",
                               "cerradaganada", "vinto",     "vinta",  "chiusavinta"};
constexpr Word lost_states[] = {"lost",           "closedlost", "abandoned", "verloren",
                                "perdu",          "perdue",     "perdido",   "perdida",
                                "cerradaperdida", "perso",      "persa",     "chiusapersa"};
constexpr Word open_states[] = {"open",
                                "new",
                                "inprogress",
                                "offen",
                                "ouvert",
                                "ouverte",
                                "abierto",
                                "abierta",
                                "aperto",
                                "aperta",
                                "prospecting",
                                "engaging",
                                "qualification",
                                "qualified",
                                "needsanalysis",
                                "valueproposition",
                                "iddecisionmakers",
                                "perceptionanalysis",
                                "proposal",
                                "proposalpricequote",
                                "negotiation",
                                "negotiationreview",
                                "appointmentscheduled",
                                "qualifiedtobuy",
                                "presentationscheduled",
                                "decisionmakerboughtin",
                                "contractsent",
                                "leadin",
                                "contactmade",
                                "demoscheduled",
                                "proposalmade",
                                "negotiationsstarted"};

bool contains(std::span<const Word> words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string plain_word(std::string_view written) {
  const auto text = plain_spaces(written);
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (byte == 0xC3 && i + 1 < text.size()) {  // À to Þ: the capitals of Western Europe
      const auto next = static_cast<unsigned char>(text[++i]);
      word += c;
      word += static_cast<char>(next >= 0x80 && next <= 0x9E ? next + 0x20 : next);
    } else if (byte >= 0x80) {
      word += c;
    }
  }
  return word;
}

std::span<const std::string_view> header_words(CsvField field) {
  switch (field) {
    case CsvField::id:
      return id_words;
    case CsvField::title:
      return title_words;
    case CsvField::owner:
      return owner_words;
    case CsvField::team:
      return team_words;
    case CsvField::amount:
      return amount_words;
    case CsvField::won_amount:
      return {};  // only vendors' exports have it
    case CsvField::currency:
      return currency_words;
    case CsvField::refunded:
      return refunded_words;
    case CsvField::refunded_on:
      return refunded_on_words;
    case CsvField::status:
      return status_words;
    case CsvField::is_won:
      return is_won_words;
    case CsvField::is_lost:
      return is_lost_words;
    case CsvField::is_closed:
      return is_closed_words;
    case CsvField::stage:
      return stage_words;
    case CsvField::pipeline:
      return pipeline_words;
    case CsvField::product:
      return product_words;
    case CsvField::region:
      return region_words;
    case CsvField::lead_source:
      return lead_source_words;
    case CsvField::customer:
      return customer_words;
    case CsvField::kind:
      return kind_words;
    case CsvField::probability:
      return probability_words;
    case CsvField::created:
      return created_words;
    case CsvField::closed:
      return closed_words;
    case CsvField::lost:
      return lost_words;
    case CsvField::expected:
      return expected_words;
    case CsvField::lost_reason:
      return lost_reason_words;
  }
  return {};
}

Result<core::DealStatus> common_status(std::string_view text) {
  const auto word = plain_word(text);
  if (contains(won_states, word)) return core::DealStatus::won;
  if (contains(lost_states, word)) return core::DealStatus::lost;
  if (contains(open_states, word)) return core::DealStatus::open;
  return error(Errc::not_found, "unknown status");
}

}  // namespace dealbell::intake
