#include "intake/csv/words.hpp"

#include <algorithm>

#include "intake/plain_word.hpp"

namespace dealbell::intake {
namespace {

using Word = std::string_view;

// English words from exports of Salesforce, HubSpot, Pipedrive, Zoho and Dynamics, then German,
// French, Spanish, Italian, Dutch, Portuguese, Polish, Japanese and Chinese ones; without accents,
// as plain_word() has them.
constexpr Word id_words[] = {"opportunityid",
                             "dealid",
                             "recordid",
                             "id",
                             "opportunitynumber",
                             "dealnumber",
                             "opportunity",
                             "vorgangsnummer",
                             "nummer",
                             "identifiant",
                             "numero",
                             "iddeal",
                             "identificador",
                             "identyfikator",
                             "案件id",
                             "取引id",
                             "商談id",
                             "案件番号",
                             "编号",
                             "交易id",
                             "商机id"};
constexpr Word title_words[] = {
    "opportunityname", "dealname", "dealtitle", "title",  "name",   "subject", "topic", "titel",
    "bezeichnung",     "titre",    "nom",       "titulo", "nombre", "titolo",  "naam",  "nome",
    "nomedonegocio",   "nazwa",    "tytul",     "案件名", "商談名", "取引名",  "件名",  "名称",
    "交易名称",        "商机名称"};
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
                                "verkaufer",
                                "vertriebler",
                                "proprietaire",
                                "commercial",
                                "vendeur",
                                "responsable",
                                "propietario",
                                "vendedor",
                                "proprietario",
                                "venditore",
                                "eigenaar",
                                "verkoper",
                                "responsavel",
                                "vendedora",
                                "wlasciciel",
                                "handlowiec",
                                "担当者",
                                "営業担当",
                                "所有者",
                                "负责人",
                                "销售"};
constexpr Word team_words[] = {"team",   "salesteam", "equipe", "equipo",
                               "equipa", "zespol",    "チーム", "团队"};
constexpr Word amount_words[] = {
    "amount",         "closevalue",  "dealvalue", "dealamount", "opportunityamount",
    "value",          "totalamount", "total",     "revenue",    "actualrevenue",
    "estrevenue",     "price",       "betrag",    "wert",       "umsatz",
    "auftragswert",   "montant",     "valeur",    "importe",    "valor",
    "monto",          "importo",     "valore",    "bedrag",     "waarde",
    "valordonegocio", "montante",    "kwota",     "wartosc",    "金額",
    "売上",           "金额",        "销售额"};
constexpr Word currency_words[] = {"currency",     "currencyisocode",
                                   "currencycode", "opportunitycurrency",
                                   "dealcurrency", "wahrung",
                                   "waehrung",     "devise",
                                   "moneda",       "valuta",
                                   "moeda",        "waluta",
                                   "通貨",         "货币",
                                   "币种"};
constexpr Word status_words[] = {"status", "dealstatus", "opportunitystatus", "state", "statut",
                                 "estado", "stato",      "situacao",          "状態",  "ステータス",
                                 "状态"};
constexpr Word refunded_words[] = {"amountrefunded", "refundedamount"};
constexpr Word refunded_on_words[] = {"refundeddateutc", "refundeddate", "refundedon"};
constexpr Word is_won_words[] = {"isclosedwon", "iswon"};
constexpr Word is_lost_words[] = {"isclosedlost", "islost"};
constexpr Word is_closed_words[] = {"isdealclosed", "isclosed"};
constexpr Word lost_words[] = {"losttime", "datelost", "lostdate", "lostat"};
constexpr Word expected_words[] = {"expectedclosedate", "estclosedate", "estimatedclosedate"};
constexpr Word stage_words[] = {
    "stage",         "dealstage", "stagename",      "salesstage", "opportunitystage",
    "pipelinestage", "phase",     "vertriebsphase", "etape",      "etapa",
    "fase",          "estagio",   "etap",           "フェーズ",   "ステージ",
    "段階",          "阶段"};
constexpr Word pipeline_words[] = {"pipeline", "dealpipeline", "salesprocess"};
constexpr Word product_words[] = {"product",  "productname", "products", "produkt",
                                  "produit",  "producto",    "prodotto", "produto",
                                  "produkty", "商品",        "製品",     "产品"};
constexpr Word region_words[] = {"region", "territory", "regionaloffice", "gebiet", "region",
                                 "region", "regione",   "regio",          "regiao", "地域",
                                 "地区"};
constexpr Word lead_source_words[] = {"leadsource", "source",  "originalsource", "leadquelle",
                                      "quelle",     "origine", "origen"};
constexpr Word customer_words[] = {
    "account",  "accountname",  "company",     "companyname",  "associatedcompany",
    "customer", "customername", "client",      "organization", "organisation",
    "kunde",    "firma",        "unternehmen", "entreprise",   "societe",
    "cliente",  "empresa",      "azienda",     "klant",        "bedrijf",
    "klient",   "顧客",         "会社名",      "取引先",       "客户",
    "公司"};
constexpr Word kind_words[] = {"type", "dealtype", "opportunitytype", "typ", "art", "tipo"};
constexpr Word probability_words[] = {
    "probability",   "dealprobability",    "winprobability", "wahrscheinlichkeit",
    "probabilite",   "probabilidad",       "probabilita",    "kans",
    "probabilidade", "prawdopodobienstwo", "確度",           "概率"};
constexpr Word created_words[] = {
    "createddate",   "createdate", "creationdate",    "createdat",     "createdon",
    "createdtime",   "created",    "engagedate",      "dealcreated",   "opendate",
    "startdate",     "erstelltam", "erstellt",        "erstelldatum",  "datedecreation",
    "cree",          "creele",     "fechadecreacion", "datacreazione", "aanmaakdatum",
    "datadecriacao", "criadoem",   "datautworzenia",  "utworzono",     "作成日",
    "创建日期",      "创建时间"};
constexpr Word closed_words[] = {
    "closedate",      "closedate",      "closeddate",      "closedat",       "closingdate",
    "wontime",        "closed",         "actualclosedate", "dealclosedat",   "expectedclosedate",
    "estclosedate",   "abschlussdatum", "abgeschlossenam", "abschluss",      "datedecloture",
    "cloture",        "fechadecierre",  "datachiusura",    "sluitingsdatum", "datadefechamento",
    "datafechamento", "datazamkniecia", "fechacierre",     "完了予定日",     "成約日",
    "クローズ日",     "结束日期",       "成交日期"};
constexpr Word lost_reason_words[] = {"lostreason", "lossreason", "closedlostreason",
                                      "verlustgrund", "raisondeperte"};

constexpr Word won_states[] = {"won",     "closedwon",   "win",    "gewonnen",      "gagne",
                               "gagnee",  "ganado",      "ganada", "cerradaganada", "vinto",
                               "vinta",   "chiusavinta", "ganho",  "ganha",         "wygrana",
                               "wygrany", "受注",        "成約",   "赢单",          "已成交"};
constexpr Word lost_states[] = {"lost",           "closedlost", "abandoned", "verloren",
                                "perdu",          "perdue",     "perdido",   "perdida",
                                "cerradaperdida", "perso",      "persa",     "chiusapersa",
                                "przegrana",      "przegrany",  "失注",      "输单"};
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
                                "negotiationsstarted",
                                "aberto",
                                "aberta",
                                "otwarta",
                                "otwarty",
                                "商談中",
                                "進行中",
                                "进行中"};

bool contains(std::span<const Word> words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

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
