#include "core/demo/cast.hpp"

namespace dealbell::core {
namespace {

constexpr DemoPerson people[] = {
    {"ana", "Ana Marković", "enterprise", 15},   {"ben", "Ben Okafor", "enterprise", 13},
    {"chloe", "Chloé Laurent", "midmarket", 12}, {"dai", "Dai Nguyen", "midmarket", 11},
    {"elif", "Elif Kaya", "enterprise", 11},     {"finn", "Finn Lindqvist", "partners", 10},
    {"grace", "Grace Adeyemi", "midmarket", 9},  {"hugo", "Hugo Álvarez", "partners", 8},
    {"iris", "Iris van Dijk", "midmarket", 8},   {"jonas", "Jonas Weber", "partners", 7},
    {"keiko", "Keiko Tanaka", "enterprise", 7},
};

constexpr DemoTeam teams[] = {
    {"enterprise", "Enterprise"}, {"midmarket", "Mid-market"}, {"partners", "Partners"}};

constexpr DemoProduct products[] = {
    {"compass", "Compass", 24, 1800, 7500, 3, 21},
    {"compass-pro", "Compass Pro", 27, 6000, 21000, 10, 45},
    {"beacon", "Beacon", 22, 9000, 32000, 14, 60},
    {"harbor", "Harbor", 14, 20000, 64000, 25, 85},
    {"onboarding", "Onboarding", 13, 1200, 5000, 2, 14},
};

constexpr std::string_view customers[] = {
    "Aldgate Foods",   "Arbor Clinics",      "Bluefin Logistics", "Brightwater",
    "Cedar & Sons",    "Copenhagen Optics",  "Delta Print",       "Elmwood Hotels",
    "Fabrik Nord",     "Ferro Castings",     "Glasshouse Media",  "Granite Mutual",
    "Halcyon Travel",  "Hollander Textiles", "Inkwell Schools",   "Juniper Dental",
    "Kestrel Freight", "Kolibri Toys",       "Lakeside Dairy",    "Lumen Energy",
    "Maple Insurance", "Meridian Rail",      "Nordlicht",         "Oakbridge",
    "Orchid Pharma",   "Paloma Wines",       "Pinnacle Glass",    "Quayside Marine",
    "Riverstone",      "Rosenthal Law",      "Saffron Kitchens",  "Silverline Cars",
    "Solano Solar",    "Tamarind Tea",       "Tidewater Parts",   "Umber Studios",
    "Valence Labs",    "Vesta Homes",        "Westgate Clinics",  "Yarrow Farms"};

constexpr std::string_view lead_sources[] = {"website", "referral", "outbound",
                                             "partner", "webinar",  "trade-fair"};
constexpr std::string_view regions[] = {"north", "south", "west", "east"};
constexpr std::string_view lost_reasons[] = {"price", "timing", "competitor", "no decision",
                                             "missing feature"};

}  // namespace

std::span<const DemoPerson> demo_people() { return people; }
std::span<const DemoTeam> demo_teams() { return teams; }
std::span<const DemoProduct> demo_products() { return products; }
std::span<const std::string_view> demo_customers() { return customers; }
std::span<const std::string_view> demo_lead_sources() { return lead_sources; }
std::span<const std::string_view> demo_regions() { return regions; }
std::span<const std::string_view> demo_lost_reasons() { return lost_reasons; }

}  // namespace dealbell::core
