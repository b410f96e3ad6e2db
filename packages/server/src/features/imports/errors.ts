import { defineErrors } from '@gantry/core';

/** Error codes of uploads. */
export const importErrors = defineErrors('IMPORT', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'there is no import operation {id} in account {account}',
    advice: 'Begin one (`POST /imports/images`) and use its uuid.',
  },
  OPERATION_UNKNOWN: {
    kind: 'usage',
    says: 'there is no import operation {id} in account {account}',
    advice: 'Give the uuid of the operation that the parts were uploaded to.',
  },
  CLOSED: {
    kind: 'usage',
    says: 'import operation {id} takes nothing more: it is {status}',
    advice: 'Begin another one (`POST /imports/images`) and upload the parts again.',
  },
  PART_INVALID: {
    kind: 'usage',
    says: 'the part {part} cannot be used: {because}',
    advice: 'Mend it and send it again.',
  },
  PART_TOO_LARGE: {
    kind: 'usage',
    says: 'the part {part} has {size} bytes, more than {limit}',
    advice: 'Leave out what is not needed, such as lists of files.',
  },
  PARTS_TOO_MANY: {
    kind: 'usage',
    says: 'import operation {id} has {limit} parts already',
    advice: 'Begin another one (`POST /imports/images`).',
  },
  SPACE_FULL: {
    kind: 'usage',
    says: 'the parts that wait in account {account} take {held} bytes, and {limit} is the most',
    advice: 'End operations that are not needed (`DELETE /imports/images/ID`), or wait until the analyses are done.',
  },
  PART_MISSING: {
    kind: 'usage',
    says: 'import operation {id} has no part {part} of digest {digest}',
    advice: 'Upload the part, and give the digest that the reply to the upload states.',
  },
});
