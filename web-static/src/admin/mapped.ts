import type { Mapping } from './mapping';
import type { Office } from './org_edit';
import type { Source } from './source';

// What every row needs that can be mapped.
export interface Mapped {
  sources: Source[];
  office: Office;
  mapping: Mapping;
}
