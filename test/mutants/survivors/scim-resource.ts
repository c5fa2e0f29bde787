/** Of the target `scim`: those of shared/scim/resource. */

export const scimResource: Readonly<Record<string, string>> = {
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
  'shared/scim/resource/values.ts textOf block-emptied: { return String(isScimObject(value) ? value.value : value).toLowerCase(); } → {}':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf result-dropped: String(isScimObject(value) ? value.value : value).toLowerCase() → undefined':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf side-forced: isScimObject(value) ? value.value : value → value':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts textOf side-forced: isScimObject(value) ? value.value : value → value.value':
    'Texts that are taken for the same are compared the long way.',
  'shared/scim/resource/values.ts onePrimary guard-forced: primaries.length < 2 → false':
    'It saves time: the only one that is primary stays so.',
  'shared/scim/resource/values.ts onePrimary guard-forced: values.length < 2 → false':
    'It saves time: of one value none is to be demoted.',
  'shared/scim/resource/complex-value.ts isEmpty guard-forced: isValueList(value) → false':
    'It saves time: a list without values has no members either.',
};
