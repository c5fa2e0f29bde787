/** The mutants of the target `scim` that no test kills, each with the reason why it does no harm. */
import { scimResource } from './scim-resource.ts';

export const scim: Readonly<Record<string, string>> = {
  ...scimResource,
  "shared/scim/bulk/parse-bulk-request.ts parseFailOnErrors clause-dropped: typeof value === 'number' && Number.isInteger(value) → Number.isInteger(value)":
    'Only the types need it: nothing but a number is an integer.',
  'shared/scim/bulk/process-bulk.ts carryOut clause-dropped: job.creators.get(bulkId) ?? index → job.creators.get(bulkId)':
    'A bulkId that no POST has leads to no operation, in place of one that has begun: neither is carried out.',
  'shared/scim/bulk/process-bulk.ts carryOut clause-dropped: operation === undefined || job.begun.has(index) → job.begun.has(index)':
    'Only the types need it: every index is one of an operation.',
  "shared/scim/bulk/process-bulk.ts complete literal-changed: '201' → ''":
    'Only the types need it: what was created has a result, whose status goes before this one.',
  "shared/scim/bulk/process-bulk.ts creatorsOf clause-dropped: method === 'POST' && bulkId !== undefined → method === 'POST'":
    'Only the types need it: a POST without a bulkId has a flaw.',
  "shared/scim/bulk/process-bulk.ts perform clause-dropped: request.method === 'POST' && bulkId !== undefined → request.method === 'POST'":
    'Only the types need it: a POST without a bulkId has a flaw.',
  'shared/scim/error.ts module guard-forced: extras.scimType !== undefined → true':
    'The class has the member, undefined, in any case; errorResponse leaves it out.',
  "shared/scim/filter/client-deviations.ts numberFromText clause-dropped: typeof value === 'string' && jsonNumber.test(value) → jsonNumber.test(value)":
    'Only the types need it: what is not text is its own number, or matches nothing.',
  "shared/scim/filter/comparison.ts instantOperand side-forced: typeof value === 'string' ? parseDateTime(value) : undefined → parseDateTime(value)":
    'Only the types need it: no number, boolean or null is a dateTime as text.',
  'shared/scim/filter/comparison.ts orderTest.measured clause-dropped: own !== undefined && test(own) → test(own)':
    'Only the types need it: undefined is neither more nor less than anything.',
  'shared/scim/filter/comparison.ts textTest clause-dropped: value === text || prepare(value) === operand → prepare(value) === operand':
    'Equal texts are equal when they are prepared: it saves preparing them.',
  "shared/scim/filter/compile-filter.ts compileFilter literal-changed: 'refused' → ''":
    'Everything but withoutValue is refused.',
  "shared/scim/filter/compile-filter.ts compileValueFilter literal-changed: 'refused' → ''":
    'Everything but withoutValue is refused.',
  "shared/scim/filter/compile-filter.ts isComplex clause-dropped: typeof value === 'object' && !Array.isArray(value) → typeof value === 'object'":
    'A list has no members of these names: it matches nothing either way.',
  "shared/scim/filter/date-time.ts parseDateTime literal-changed: '' → 'mutant'":
    'Without a match there is no date either way.',
  "shared/scim/filter/date-time.ts parseDateTime literal-changed: '' → 'mutant' (2)":
    'Without a match there is no date either way.',
  'shared/scim/filter/date-time.ts parseDateTime method-changed: toUpperCase → toLowerCase':
    'Date.parse takes either case of the Z here; the language only promises the upper one.',
  'shared/scim/filter/date-time.ts storedInstant guard-forced: !ownTimestamp.test(text) → true':
    'parseDateTime reads our own timestamps to the same instant: it saves time.',
  'shared/scim/filter/filtered-attribute.ts comparedAttribute chaining-dropped: subAttributes[0]?.name → subAttributes[0].name':
    'Only the types need it: a complex attribute has sub-attributes.',
  'shared/scim/filter/fold-case.ts foldCase guard-forced: !beyondAscii.test(text) → false':
    'The long way folds ASCII to the same: it saves time.',
  'shared/scim/filter/fold-case.ts rememberingFoldCase.fold guard-forced: !beyondAscii.test(text) → false':
    'Remembered or not, the fold is the same: it saves memory.',
  'shared/scim/filter/fold-case.ts rememberingFoldCase.forget guard-forced: known.size > 0 → true':
    'To clear an empty map changes nothing: it saves time.',
  'shared/scim/filter/fold-case.ts rememberingFoldCase.forget operator-changed: known.size > 0 → known.size >= 0':
    'To clear an empty map changes nothing: it saves time.',
  'shared/scim/filter/fold-case.ts widthForms expression-changed: /[\\uFF01-\\uFFBE\\uFFC2-\\uFFC7\\uFFCA-\\uFFCF\\uFFD2-\\uFFD7\\uFFDA-\\uFFDC\\uFFE0-\\uFFE6\\uFFE8-\\uFFEE\\u3000]+/g → /[\\uFF01-\\uFFBE\\uFFC2-\\u…a99500':
    'One letter at a time the width is mapped the same, since all is normalized afterwards: it saves calls.',
  'shared/scim/filter/lexer.ts isDelimiter clause-dropped: code === 0x20 || code === quotationMark → code === quotationMark':
    'isSpace takes the space, too: it saves time.',
  'shared/scim/filter/lexer.ts isDelimiter guard-forced: code > 0x5d → false':
    'What is past the last delimiter is none of them either: it saves time.',
  'shared/scim/filter/lexer.ts isDelimiter literal-changed: 0x5d → (0x5d + 1)':
    'What is past the last delimiter is none of them either: it saves time.',
  'shared/scim/filter/lexer.ts isDelimiter result-dropped: false → undefined':
    'It is asked in a condition only, where undefined is false.',
  'shared/scim/filter/lexer.ts readString literal-changed: false → true':
    'A string without escapes is the same read as JSON: it saves time.',
  'shared/scim/filter/lexer.ts readString operator-changed: end >= text.length → end > text.length':
    'Past the end of the text nothing closes the string: it is refused one step later.',
  'shared/scim/filter/lexer.ts readString side-forced: isEscaped ? unescapeString(text.slice(start, end + 1), start) : text.slice(start + 1, end) → unescapeString(text.slice(start, end …5d84f4':
    'A string without escapes is the same read as JSON: it saves time.',
  "shared/scim/filter/lexer.ts startLexer literal-changed: '' → 'mutant'":
    'Only words and strings have a value, and they bring their own.',
  "shared/scim/filter/lexer.ts startLexer literal-changed: 'end' → ''":
    'The first token takes its place before anybody looks.',
  'shared/scim/filter/parser.ts parseExpression clause-dropped: operators.get(lexer.value) ?? operators.get(lexer.value.toLowerCase()) → operators.get(lexer.value.toLowerCase())':
    'An operator in small letters is found either way: it saves making them small.',
  "shared/scim/filter/parser.ts skipWord clause-dropped: !isAt(lexer, 'word') || lexer.value.length !== word.length → !isAt(lexer, 'word')":
    'Words of another length differ: it saves making their letters small.',
  'shared/scim/filter/parser.ts skipWord result-dropped: false → undefined':
    'It is asked in conditions only, where undefined is false.',
  'shared/scim/patch/apply-patch.ts dropSilentValues clause-dropped: !isValueList(values) || values === before[name] || !values.some(saysNothing) → !isValueList(values) || values === before[name]':
    'It saves time: without one that says nothing, all are left.',
  'shared/scim/patch/apply-patch.ts dropSilentValues predicate-forced: saysNothing → () => true':
    'It saves time: without one that says nothing, all are left.',
  "shared/scim/patch/apply-patch.ts applyPatch literal-changed: 'ignore' → ''": 'Everything but refuse is passed over.',
  'shared/scim/patch/change-member.ts addMissing clause-dropped: implied ?? {} → implied':
    'Only the types need it: what is put into nothing is put into an empty value.',
  "shared/scim/patch/change-member.ts addMissing literal-changed: 'add' → ''":
    'No part of a value is multi-valued: to add and to replace are the same.',
  'shared/scim/patch/change-member.ts changeAttribute clause-dropped: value === undefined || isEmpty(value) → isEmpty(value)':
    'Only the types need it: undefined is not empty and is what is answered.',
  'shared/scim/patch/change-member.ts changeTarget clause-dropped: step.element !== undefined && isValueList(current) → isValueList(current)':
    'Only the types need it: only a multi-valued attribute holds a list.',
  "shared/scim/patch/change-member.ts changeValues guard-forced: op === 'remove' && step.next === undefined → false":
    'What is left of distinct values with one primary is distinct and has no other: it saves time.',
  "shared/scim/patch/change-member.ts changeValues literal-changed: 'remove' → '' (2)":
    'What is left of distinct values with one primary is distinct and has no other: it saves time.',
  "shared/scim/patch/change-member.ts impliedValue literal-changed: 'replace' → ''":
    'No part of a value is multi-valued: to add and to replace are the same.',
  'shared/scim/patch/locate.ts locate effect-dropped: located.clear();':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate effect-dropped: located.set(path, { resourceType, strictness, location });':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate guard-forced: known?.resourceType === resourceType && known.strictness === strictness → false':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate guard-forced: located.size >= maximumLocated → false':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate guard-forced: located.size >= maximumLocated → true':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate literal-changed: { resourceType, strictness, location } → {}':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate operator-changed: located.size >= maximumLocated → located.size < maximumLocated':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate operator-changed: located.size >= maximumLocated → located.size > maximumLocated':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts maximumLocated literal-changed: 100 → (100 + 1)':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts selectorOf.matches clause-dropped: isScimObject(value) && matches(value) → matches(value)':
    'Only the types need it: a filter fits only an attribute whose values are complex.',
  'shared/scim/patch/parse-patch-op.ts byPath clause-dropped: !isJsonObject(value) || !Object.keys(value).some(isValuePath) → !isJsonObject(value)':
    'Without value paths the rest is the whole: it saves time.',
  'shared/scim/patch/parse-patch-op.ts byPath predicate-forced: isValuePath → () => true':
    'Without value paths the rest is the whole: it saves time.',
  'shared/scim/patch/parse-patch-op.ts member clause-dropped: key.length === name.length && key.toLowerCase() === name.toLowerCase() → key.toLowerCase() === name.toLowerCase()':
    'Names of another length differ: it saves making their letters small.',
  "shared/scim/patch/without-values.ts withoutMembers literal-changed: 'replace' → ''":
    'Where nothing is yet, to add and to replace are the same.',
  "shared/scim/patch/without-values.ts withoutValues clause-dropped: assign({ op: 'replace', value: each }, element, reading) ?? [] → assign({ op: 'replace', value: each }, element, reading)":
    'No value of the attribute equals what is undefined.',
  "shared/scim/patch/without-values.ts withoutValues literal-changed: 'replace' → ''":
    'Where nothing is yet, to add and to replace are the same.',
  "shared/scim/path/attribute-path.ts parseStrict literal-changed: 'strict' → ''":
    'Here everything but lenient is strict.',
  'shared/scim/path/attribute-path.ts splitUrn clause-dropped: !text.startsWith(urn) && text.slice(0, urn.length).toLowerCase() !== folded → text.slice(0, urn.length).toLowerCase() !== folded':
    'A text that begins with the URN does so in small letters, too: it saves making them small.',
  'shared/scim/schema/find-attribute.ts attributeNamed clause-dropped: index.get(name) ?? index.get(name.toLowerCase()) → index.get(name.toLowerCase())':
    'A name as the schema spells it is found in small letters, too: it saves making them small.',
  'shared/scim/schema/find-attribute.ts attributeNamed effect-dropped: indexes.set(attributes, index);':
    'An index that is made again is the same: it saves time.',
  'shared/scim/schema/find-attribute.ts attributeNamed guard-forced: index === undefined → true':
    'An index that is made again is the same: it saves time.',
  'shared/scim/schema/find-attribute.ts attributeNamed literal-changed: [attribute.name, attribute] → []':
    'A name as the schema spells it is found in small letters, too: it saves making them small.',
  'shared/scim/sort/sort-keys.ts compareSortKeys clause-dropped: a !== undefined && a < b → a < b':
    'Only the types need it: undefined is less than nothing.',
  'shared/scim/sort/sort-keys.ts compareSortKeys operator-changed: a < b → a <= b':
    'Keys that are equal are level before this.',
  'shared/scim/sort/sort-keys.ts first clause-dropped: isScimObject(each) && each.primary === true → each.primary === true':
    'Only the types need it: no simple value has a primary.',
  'shared/scim/sort/sort-keys.ts sortAttribute chaining-dropped: subAttributes[0]?.name → subAttributes[0].name':
    'Only the types need it: a complex attribute has sub-attributes.',
};
