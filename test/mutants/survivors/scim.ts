/** The mutants of the target `scim` that no test kills, each with the reason why it does no harm. */

export const scim: Readonly<Record<string, string>> = {
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
  "shared/scim/filter/comparison.ts instantOf side-forced: typeof value === 'string' ? storedInstant(value) : undefined → storedInstant(value)":
    'Only the types need it: no number, boolean or absence is a dateTime as text.',
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
  'shared/scim/patch/locate.ts locate guard-forced: known?.resourceType === resourceType && known.strictness === strictness → true':
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
  'shared/scim/resource/assign.ts assignAttributes side-forced: memberOf(target, key) === undefined ? memberMeant(sent, resourceType, reading) : sent → memberMeant(sent, resourceType, reading)':
    "An attribute's own name means that attribute: it saves finding it twice.",
  'shared/scim/resource/assign.ts assignComplex side-forced: isScimObject(current) ? { ...current } : {} → { ...current }':
    'Only the types need it: what a complex attribute has is complex, or undefined.',
  "shared/scim/resource/assign.ts assignValues literal-changed: 'replace' → '' (2)":
    'Where nothing is yet, to add and to replace are the same.',
  'shared/scim/resource/client-deviations.ts isListedIn side-forced: isScimObject(each) ? Object.keys(each) : [] → Object.keys(each)':
    'The names count for complex values only.',
  'shared/scim/resource/client-deviations.ts nestedMember side-forced: urn === undefined ? path : { ...path, urn } → { ...path, urn }':
    'Only the types need it: a URN that is undefined is none.',
  'shared/scim/resource/client-deviations.ts saysNothing result-dropped: false → undefined':
    'It is asked in conditions only, where undefined is false.',
  'shared/scim/resource/client-deviations.ts saysNothing result-dropped: false → undefined (2)':
    'It is asked in conditions only, where undefined is false.',
  "shared/scim/resource/client-deviations.ts valueFromFilter clause-dropped: filter.kind === 'compare' && filter.op === 'eq' → filter.op === 'eq'":
    'Only the types need it: nothing but a comparison has an operator.',
  'shared/scim/resource/client-deviations.ts valueFromFilter result-dropped: {} → undefined':
    'A value in which nothing is, and none, are both unassigned.',
  'shared/scim/resource/complex-value.ts inSchemaOrder side-forced: isInSchemaOrder(value, definition) ? value : ordered(value, definition) → ordered(value, definition)':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isEmpty result-dropped: false → undefined':
    'It is asked in conditions only, where undefined is false.',
  'shared/scim/resource/complex-value.ts isEmpty result-dropped: false → undefined (2)':
    'It is asked in conditions only, where undefined is false.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder block-emptied: { const inOrder = subAttributesOf(definition); let position = 0; for (const name in value) { while (position < inOrder.length && i…f58129':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder chaining-dropped: inOrder[position]?.name → inOrder[position].name':
    'Only the types need it: the position is within the list.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder clause-dropped: position < inOrder.length && inOrder[position]?.name !== name → position < inOrder.length':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder guard-forced: position === inOrder.length || value[name] === undefined → true':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder literal-changed: 0 → 1':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder literal-changed: true → false':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder result-dropped: false → undefined':
    'It is asked in a condition only, where undefined is false.',
  'shared/scim/resource/complex-value.ts isInSchemaOrder result-dropped: true → undefined':
    'What is in order already is made again as it is: it saves making it.',
  'shared/scim/resource/complex-value.ts withSubAttribute side-forced: Object.hasOwn(complex, name) ? changed : inSchemaOrder(changed, definition) → inSchemaOrder(changed, definition)':
    'What is in order already stays as it is: it saves looking.',
  "shared/scim/resource/parse-resource.ts parseResource literal-changed: 'ignore' → ''":
    'Everything but refuse is passed over.',
  'shared/scim/resource/parse-resource.ts requireFewEmails clause-dropped: !isValueList(emails) || emails.length <= maximumEmails → !isValueList(emails)':
    'Of 40 values no more than 40 differ: it saves counting them.',
  'shared/scim/resource/parse-resource.ts requireFewEmails clause-dropped: isScimObject(email) && email.value → email.value':
    'Only the types need it: every e-mail is complex.',
  'shared/scim/resource/parse-resource.ts requireFewEmails operator-changed: emails.length <= maximumEmails → emails.length < maximumEmails':
    'Of 40 values no more than 40 differ: it saves counting them.',
  "shared/scim/resource/parse-resource.ts requireSchemas literal-changed: '' → 'mutant'":
    'Neither is the URN of a schema.',
  'shared/scim/resource/parse-simple.ts canonicalText clause-dropped: canonicalValues === undefined || caseExact || canonicalValues.includes(text) → canonicalValues === undefined || caseExact':
    'A text that is canonical is found in any case, too: it saves making letters small.',
  'shared/scim/resource/parse-simple.ts isBase64 result-dropped: false → undefined':
    'It is asked in a condition only, where undefined is false.',
  "shared/scim/resource/parse-simple.ts parseSimple clause-dropped: typeof value !== 'number' || !Number.isFinite(value) → !Number.isFinite(value)":
    'Only the types need it: nothing but a number is finite.',
  "shared/scim/resource/parse-simple.ts parseSimple clause-dropped: typeof value !== 'number' || !Number.isSafeInteger(value) → !Number.isSafeInteger(value)":
    'Only the types need it: nothing but a number is an integer.',
  'shared/scim/resource/project-resource.ts projectMembers guard-forced: current === undefined → false':
    'Of undefined nothing is projected, and complexValue leaves it out.',
  "shared/scim/resource/project-resource.ts unselected literal-changed: 'without' → ''":
    'It names nothing that could be left out.',
  "shared/scim/resource/reading.ts shortened literal-changed: '' → 'mutant'":
    'Only the types need it: a text has at least one part.',
  'shared/scim/resource/reading.ts shortened literal-changed: 1 → (1 + 1)':
    'Only the first part is looked at: it saves making the others.',
  'shared/scim/resource/resource-definition.ts resourceDefinition effect-dropped: definitions.set(resourceType, definition);':
    'A definition that is made again is the same: it saves time.',
  'shared/scim/resource/resource-definition.ts resourceDefinition guard-forced: known !== undefined → false':
    'A definition that is made again is the same: it saves time.',
  "shared/scim/resource/resource-definition.ts resourceDefinition literal-changed: '' → 'mutant'":
    'What is at the top level is named without it; it only must not begin as a URN does.',
  "shared/scim/resource/resource-definition.ts resourceDefinition literal-changed: 'complex' → ''":
    'Nobody asks for the type of the resource itself.',
  'shared/scim/resource/resource-definition.ts storedDefinition effect-dropped: storedDefinitions.set(resourceType, stored);':
    'A definition that is made again is the same: it saves time.',
  'shared/scim/resource/resource-definition.ts storedDefinition guard-forced: stored === undefined → true':
    'A definition that is made again is the same: it saves time.',
  'shared/scim/resource/resource-definition.ts subAttributesThat.find effect-dropped: known.set(definition, found);':
    'What is found again is the same: it saves looking.',
  'shared/scim/resource/resource-definition.ts subAttributesThat.find guard-forced: found === undefined → true':
    'What is found again is the same: it saves looking.',
  'shared/scim/resource/resource-definition.ts subAttributesThat.find method-dropped: subAttributesOf(definition).filter((member) => have(member) || find(member).length > 0) → subAttributesOf(definition)':
    'Who asks looks at each sub-attribute again: it saves looking at most of them.',
  'shared/scim/resource/resource-definition.ts subAttributesThat.find operator-changed: find(member).length > 0 → find(member).length >= 0':
    'Who asks looks at each sub-attribute again: it saves looking at most of them.',
  'shared/scim/resource/resource-definition.ts subAttributesThat.find predicate-forced: (member) => have(member) || find(member).length > 0 → () => true':
    'Who asks looks at each sub-attribute again: it saves looking at most of them.',
  'shared/scim/resource/target.ts memberOf clause-dropped: members.get(name) ?? members.get(name.toLowerCase()) → members.get(name.toLowerCase())':
    'A name as the schema spells it is found in small letters, too: it saves making them small.',
  'shared/scim/resource/target.ts resourceTarget effect-dropped: known.set(resourceType, target);':
    'A target that is made again is the same: it saves time.',
  'shared/scim/resource/target.ts resourceTarget guard-forced: target === undefined → true':
    'A target that is made again is the same: it saves time.',
  'shared/scim/resource/values.ts areDistinct block-emptied: { const text = textOf(added[0]); return current.every((value) => textOf(value) !== text); } → {}':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts areDistinct block-emptied: { if (added.length === 1) { const text = textOf(added[0]); return current.every((value) => textOf(value) !== text); } const texts …f90b39':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts areDistinct claim-forced: textOf(value) !== text → false':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts areDistinct guard-forced: added.length === 1 → false':
    'One text is compared, and several looked up, with the same result.',
  'shared/scim/resource/values.ts areDistinct predicate-forced: (value) => texts.has(textOf(value)) → () => true':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts areDistinct result-dropped: current.every((value) => textOf(value) !== text) → undefined':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts areDistinct result-dropped: texts.size === added.length && !current.some((value) => texts.has(textOf(value))) → undefined':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts combine clause-dropped: !isScimObject(earlier) || !isScimObject(value) → !isScimObject(earlier)':
    'Only the types need it: two values that are one are both complex, or neither is.',
  'shared/scim/resource/values.ts combine clause-dropped: !isScimObject(earlier) || !isScimObject(value) → !isScimObject(value)':
    'Only the types need it: two values that are one are both complex, or neither is.',
  'shared/scim/resource/values.ts combine guard-forced: areDistinct(current, added) → false':
    'Where no two texts are the same no two values are: it saves finding that out the long way.',
  'shared/scim/resource/values.ts combine operator-changed: !isScimObject(earlier) || !isScimObject(value) → !isScimObject(earlier) && !isScimObject(value)':
    'Only the types need it: two values that are one are both complex, or neither is.',
  'shared/scim/resource/values.ts distinctValues guard-forced: values.length < 2 → false':
    'One value repeats none: it saves looking.',
  "shared/scim/resource/values.ts identity chaining-dropped: subAttributeNamed(definition, 'value')?.caseExact → subAttributeNamed(definition, 'value').caseExact":
    'Only the types need it: the value has been found in this sub-attribute.',
  'shared/scim/resource/values.ts isMarkedPrimary clause-dropped: isScimObject(value) && value.primary === true → value.primary === true':
    'Only the types need it: no simple value has a primary.',
  'shared/scim/resource/values.ts onePrimary guard-forced: values.findIndex(isPrimary) === values.findLastIndex(isPrimary) → false':
    'One primary value stays the one, and none stays none: it saves looking further.',
  'shared/scim/resource/values.ts onePrimary predicate-forced: isPrimary → () => true':
    'A last primary value that is the first of all values is the only one; for the rest it saves looking further.',
  'shared/scim/resource/values.ts textOf block-emptied: { return String(isScimObject(value) ? value.value : value).toLowerCase(); } → {}':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf result-dropped: String(isScimObject(value) ? value.value : value).toLowerCase() → undefined':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf side-forced: isScimObject(value) ? value.value : value → value':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf side-forced: isScimObject(value) ? value.value : value → value.value':
    'Texts that are taken for the same are compared the long way.',
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
