#include "intake/csv/vendors.hpp"

namespace dealbell::intake {
namespace {

using enum CsvField;
using core::DealStatus;

constexpr VendorColumn hubspot[] = {
    {id, "recordid dealid"},
    {title, "dealname"},
    {owner, "dealowneremail dealowner"},
    {amount, "amount"},
    {currency, "currency dealcurrencycode dealcurrency"},
    {status, ""},
    {is_won, "isclosedwon"},
    {is_lost, "isclosedlost"},
    {is_closed, "isdealclosed"},
    {stage, "dealstage"},
    {pipeline, "pipeline"},
    {lead_source, "leadsource originalsource originaltrafficsource"},
    {customer, "associatedcompany associatedcompanyprimary primaryassociatedcompany"},
    {kind, "dealtype"},
    {probability, "dealprobability", "fraction"},
    {created, "createdate"},
    {closed, "closedate"},
    {lost_reason, "closedlostreason"},
};

constexpr VendorColumn pipedrive[] = {
    {id, "id systemid dealid"},
    {title, "title dealtitle"},
    {owner, "owneremail owner"},
    {amount, "value"},
    {currency, "currencyofvalue currency"},
    {status, "status"},
    {stage, "stage stagepipeline"},
    {pipeline, "pipeline"},
    {product, "productname product"},
    {lead_source, "sourcechannel source"},
    {customer, "organization organizationname"},
    {kind, ""},
    {probability, "probability"},
    {created, "dealcreated creationdate addtime created"},
    {closed, "dealclosedon closedon wontime"},
    {lost, "losttime"},
    {expected, "expectedclosedate"},
    {lost_reason, "lostreason"},
};
constexpr VendorWord pipedrive_words[] = {{"deleted", DealStatus::deleted}};

// While an opportunity is active, date_won is the expected date.
constexpr VendorColumn close_com[] = {
    {id, "id opportunityid"},
    {title, ""},
    {owner, "useremail username user"},
    {amount, "value", cents_or_units},
    {currency, "valuecurrency"},
    {status, "statustype"},
    {stage, "statuslabel"},
    {pipeline, "pipelinename"},
    {lead_source, ""},
    {customer, "leadname"},
    {probability, "confidence"},
    {created, "datecreated"},
    {closed, "datewon"},
    {lost, "datelost"},
};
constexpr VendorWord close_words[] = {{"active", DealStatus::open}};

constexpr VendorColumn salesforce[] = {
    {id, "opportunityid id", "salesforce"},
    {title, "opportunityname name"},
    {owner, "opportunityowneremail owneremail opportunityowner ownername owner ownerid"},
    {amount, "amount"},
    {currency, "amountcurrency currencyisocode opportunitycurrency currency"},
    {status, ""},
    {is_won, "won iswon"},
    {is_closed, "closed isclosed"},
    {stage, "stage stagename"},
    {lead_source, "leadsource"},
    {customer, "accountname"},
    {kind, "type opportunitytype"},
    {probability, "probability"},
    {created, "createddate"},
    {closed, "closedate"},
    {lost_reason, "lostreason lossreason closedlostreason"},
};

constexpr VendorColumn stripe[] = {
    {id, "id"},
    {title, "description"},
    {owner, "ownermetadata salesrepmetadata"},
    {amount, "amount"},
    {currency, "currency"},
    {refunded, "amountrefunded"},
    {refunded_on, "refundeddateutc"},
    {status, "status"},
    {stage, ""},
    {customer, "customername customerdescription customeremail"},
    {kind, ""},
    {created, "createddateutc createdutc"},
    {closed, "createddateutc createdutc"},
    {lost_reason, "declinereason"},
};
// A refunded payment is still a won deal; the refund is an event of its own.
constexpr VendorWord stripe_words[] = {
    {"paid", DealStatus::won},
    {"succeeded", DealStatus::won},
    {"refunded", DealStatus::won},
    {"partiallyrefunded", DealStatus::won},
    {"partialrefund", DealStatus::won},
    {"failed", DealStatus::lost},
    {"blocked", DealStatus::lost},
    {"canceled", DealStatus::lost},
    {"expired", DealStatus::lost},
    {"pending", DealStatus::open},
    {"processing", DealStatus::open},
    {"incomplete", DealStatus::open},
    {"uncaptured", DealStatus::open},
    {"requirespaymentmethod", DealStatus::open},
    {"requiresconfirmation", DealStatus::open},
    {"requiresaction", DealStatus::open},
    {"requirescapture", DealStatus::open},
};

constexpr VendorColumn zoho[] = {
    {id, "recordid dealid id", "zoho"},
    {title, "dealname"},
    {owner, "dealowneremail dealowner"},
    {amount, "amount"},
    {currency, "currency"},
    {status, ""},
    {stage, "stage"},
    {pipeline, "pipeline"},
    {lead_source, "leadsource"},
    {customer, "accountname"},
    {kind, "type"},
    {probability, "probability"},
    {created, "createdtime"},
    {closed, "closingdate"},
    {lost_reason, "reasonforloss reasonforlosss lostreason"},
};

constexpr VendorWord zoho_words[] = {{"closedlosttocompetition", DealStatus::lost}};

constexpr VendorColumn copper[] = {
    {id, "copperid opportunityid id"},
    {title, "name opportunityname opportunity"},
    {owner, "ownedbyemail ownedby"},
    {amount, "value opportunityvalue"},
    {currency, "currency"},
    {status, "status"},
    {stage, "stage"},
    {pipeline, "pipeline"},
    {lead_source, "source"},
    {customer, "company companyname"},
    {probability, "winprobability"},
    {created, "createdat datecreated createddate"},
    {closed, "closeddate dateclosed closedate"},
    {lost_reason, "lossreason"},
};

constexpr VendorColumn freshsales[] = {
    {id, "id dealid recordid"},
    {title, "name dealname"},
    {owner, "salesowneremail salesowner"},
    {amount, "dealvalue totaldealvalue amount"},
    {currency, "currency dealcurrency"},
    {status, ""},
    {stage, "dealstage stage"},
    {pipeline, "dealpipeline pipeline"},
    {product, "product products productname"},
    {lead_source, "source"},
    {customer, "accountname account salesaccount"},
    {kind, "dealtype type"},
    {probability, "probability"},
    {created, "createdat"},
    {closed, "closeddate closedat"},
    {expected, "expectedclosedate expectedclose"},
    {lost_reason, "lostreason"},
};

// A label of the board is the stage, even if its column is called "Status".
constexpr VendorColumn monday[] = {
    {id, "itemid"},
    {title, "name deal"},
    {owner, "owneremail owner dealowner person people"},
    {amount, "dealvalue dealsize amount value"},
    {currency, "currency"},
    {status, ""},
    {stage, "stage dealstage status"},
    {customer, "accounts account company"},
    {probability, "closeprobability"},
    {created, "dealcreationdate createddate"},
    {closed, "actualclosedate closedate closingdate"},
    {expected, "expectedclosedate"},
};

constexpr VendorColumn dynamics[] = {
    {id, "donotmodifyopportunity opportunityid opportunity", "guid"},
    {title, "topic"},
    {owner, "owneremail owner"},
    {amount, "estrevenue estimatedrevenue"},
    {won_amount, "actualrevenue"},
    {currency, "currency transactioncurrency"},
    {status, "status"},
    {stage, "salesstage pipelinephase"},
    {lead_source, "leadsource"},
    {customer, "potentialcustomer account"},
    {probability, "probability"},
    {created, "createdon"},
    {closed, "actualclosedate"},
    {expected, "estclosedate estimatedclosedate"},
    {lost_reason, "statusreason"},
};

constexpr Vendor all[] = {
    {"HubSpot", "recordid dealstage|dealname dealstage dealowner", hubspot, {}},
    {"Stripe", "id amountrefunded", stripe, stripe_words, "mode", "test"},
    {"Close", "statustype statuslabel", close_com, close_words},
    {"Dynamics", "donotmodifyopportunity|topic potentialcustomer|topic estrevenue", dynamics, {}},
    {"Freshsales",
     "salesowner dealvalue|salesowner dealstage|salesowner dealpipeline",
     freshsales,
     {}},
    {"Zoho", "dealname closingdate", zoho, zoho_words},
    {"Salesforce",
     "opportunityid opportunityname|opportunityid stage|id stagename",
     salesforce,
     {}},
    {"Copper", "ownedby copperid|ownedby lossreason|ownedby closedate", copper, {}},
    {"monday", "itemid name", monday, {}},
    {"Pipedrive", "title currencyofvalue|title value status|title systemid", pipedrive,
     pipedrive_words},
};

}  // namespace

std::span<const Vendor> vendors() { return all; }

}  // namespace dealbell::intake
