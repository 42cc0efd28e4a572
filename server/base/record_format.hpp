#pragma once

namespace dealbell {

// The form of the records in a log that several nodes share. A node announces the newest form that
// it can read, and writes only what every listed node can read. A new form gets the next number and
// a line here.
enum RecordFormat : int {
  format_first = 1,         // 0.1
  format_with_days = 2,     // closed_at, created_at and at may be days
  format_with_devices = 3,  // records of devices that logged in
  format_newest = format_with_devices,
};

}  // namespace dealbell
