/** The mutants that no test kills, each with the reason why it does no harm; what is not here fails the run. */

export const survivors: Readonly<Record<string, string>> = {
  'functions/deactivate-user/handler.ts handler actor-removed: deactivateUserHandler(composeDeactivations(environment)) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'functions/sweep/handler.ts handler actor-removed: sweepHandler({ ...composeDeactivations(environment), patienceSeconds: environment.SWEEP_PATIENCE_SECONDS, }) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'shared/directory/deactivations/carry-out-deactivation.ts carryOutDeactivation effects-swapped: await waitUntilDue(directory, deactivation.dueAt); ⇄ if (isHeld(user)) {':
    'The user is not read again after the wait; the commit refuses one who is held by then.',
  'shared/directory/life/life.ts andThen clause-dropped: reason !== undefined && { reason } → { reason }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/providers/authenticate.ts authenticate clause-dropped: !presented || !credential → !credential':
    'Only the types need it: nothing presented means no provider, so no credential.',
  "shared/directory/providers/authenticate.ts authenticate clause-dropped: authorization ?? '' → authorization":
    'No header at all is read as the text "undefined", which has no scheme either.',
  'shared/directory/providers/authenticate.ts authenticate side-forced: providerId === undefined ? undefined : await directory.providers.get(providerId) → await directory.providers.get(providerId)':
    'No provider has the key undefined: it saves a read.',
  'shared/directory/providers/authenticate.ts parseAuthorization guard-forced: colon < 0 → false':
    'Without a colon the key would be the text less its last character, and the secret the whole: no key with that secret is ever issued.',
  'shared/directory/providers/rotate-credential.ts stillLive clause-dropped: credential === undefined || overlapSeconds === 0 → overlapSeconds === 0':
    'Only the types need it: a provider has a credential from its beginning.',
  'shared/directory/retry-conflicts.ts pauseMilliseconds clause-dropped: randomBytes(1)[0] ?? 0 → randomBytes(1)[0]':
    'Only the types need it: one byte was asked for.',
  "shared/directory/retry-conflicts.ts retryConflicts effects-swapped: directory.telemetry.record({ type: 'commit-retried', attempt: attempts, cause }); ⇄ await directory.clock.sleep(pauseMilliseconds(…2202b4":
    'That a commit is tried again is told after the pause instead of before it.',
  'shared/directory/users/attribute-changes.ts attributeChanges clause-dropped: change.after !== undefined && { after: change.after } → { after: change.after }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/attribute-changes.ts attributeChanges clause-dropped: change.before !== undefined && { before: change.before } → { before: change.before }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/commit-change.ts afterCommit clause-dropped: dueAt !== undefined && { dueAt } → { dueAt }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/commit-change.ts decideAndCommit clause-dropped: inDoubt !== undefined && committed !== undefined → committed !== undefined':
    'Only the types need it: there is a committed user only when a change was in doubt.',
  'shared/directory/users/commit-change.ts decideAndCommit guard-forced: error instanceof Unavailable → true':
    'A change that certainly failed is looked for once more, and not found: it costs a read.',
  "shared/directory/users/user-attributes.ts isComplex clause-dropped: typeof value === 'object' && value !== null → typeof value === 'object'":
    'Only the types need it: null became undefined when the resource was parsed.',
  'shared/directory/users/user-attributes.ts mergeAttributes clause-dropped: isComplex(before) && isComplex(value) → isComplex(before)':
    'Only the types need it: an attribute is complex in both or in neither, since both were parsed by the same schema.',
  'shared/directory/users/user-attributes.ts mergeAttributes clause-dropped: isComplex(before) && isComplex(value) → isComplex(value)':
    'Only the types need it: an attribute is complex in both or in neither, since both were parsed by the same schema.',
  'shared/directory/users/user-attributes.ts parseUser clause-dropped: externalId !== undefined && { externalId } → externalId !== undefined':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-attributes.ts parseUser clause-dropped: externalId !== undefined && { externalId } → { externalId }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  "shared/directory/users/user-attributes.ts parseUser clause-dropped: typeof userName !== 'string' || (externalId !== undefined && typeof externalId !== 'string') → (externalId !== undefined && typeof…c71bb6":
    'Only the types need it: parseResource has checked that userName is there and that both are strings.',
  "shared/directory/users/user-attributes.ts parseUser clause-dropped: typeof userName !== 'string' || (externalId !== undefined && typeof externalId !== 'string') → typeof userName !== 'string'":
    'Only the types need it: parseResource has checked that userName is there and that both are strings.',
  "shared/directory/users/user-attributes.ts parseUser guard-forced: typeof userName !== 'string' || (externalId !== undefined && typeof externalId !== 'string') → false":
    'Only the types need it: parseResource has checked that userName is there and that both are strings.',
  "shared/directory/users/user-attributes.ts parseUser side-forced: typeof active === 'boolean' ? active : undefined → active":
    'Only the types need it: parseResource lets nothing but a boolean through.',
  'shared/directory/users/user-change.ts makeChange clause-dropped: before !== undefined && { before } → { before }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-change.ts syncLogEntry clause-dropped: reason !== undefined && { reason } → { reason }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
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
  'shared/scim/filter/compile-filter.ts onSchemas method-changed: some → every':
    'There is one extension: one and every one are the same.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\D{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\D\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\D-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\D\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\DT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\D\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\d\\D:\\d\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\D\\d:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\D:\\d\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\D\\d\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  'shared/scim/filter/date-time.ts ownTimestamp expression-changed: /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$/ → /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\D\\.\\d{3}Z$/':
    'What this expression does not take is read by parseDateTime, to the same instant; no dateTime that was stored has letters there.',
  "shared/scim/filter/date-time.ts parseDateTime literal-changed: '' → 'mutant'":
    'Without a match there is no date either way.',
  "shared/scim/filter/date-time.ts parseDateTime literal-changed: '' → 'mutant' (2)":
    'Without a match there is no date either way.',
  'shared/scim/filter/date-time.ts parseDateTime method-changed: toUpperCase → toLowerCase':
    'Date.parse takes either case of the Z here; the language only promises the upper one.',
  'shared/scim/filter/date-time.ts shortest operator-changed: end > 0 → end >= 0':
    'At 0 there is no character, and no character is not a zero.',
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
  'shared/scim/patch/locate.ts locate operator-changed: located.size >= maximumLocated → located.size < maximumLocated':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  'shared/scim/patch/locate.ts locate operator-changed: located.size >= maximumLocated → located.size > maximumLocated':
    'What is remembered saves time, and forgetting it memory: the answer is the same.',
  "shared/scim/resource/parse-resource.ts parseResource literal-changed: 'ignore' → ''":
    'Everything but refuse is passed over.',
  'shared/scim/resource/project-resource.ts projectMembers guard-forced: current === undefined → false':
    'Of undefined nothing is projected, and complexValue leaves it out.',
  'shared/scim/resource/values.ts areDistinct guard-forced: added.length === 1 → false':
    'One text is compared, and several looked up, with the same result.',
  "shared/storage/errors.ts cancellationReasons clause-dropped: Code ?? 'None' → Code":
    'Only the types need it: the service gives a reason for each item of a cancelled transaction.',
  'shared/storage/errors.ts cancellationReasons clause-dropped: error.CancellationReasons ?? [] → error.CancellationReasons':
    'Only the types need it: the service gives a reason for each item of a cancelled transaction.',
  'shared/storage/errors.ts httpStatus clause-dropped: $metadata?.httpStatusCode ?? $response?.statusCode ?? 0 → $metadata?.httpStatusCode ?? $response?.statusCode':
    'Only the types need it: undefined is not 500 or more either.',
  "shared/storage/errors.ts isPassing clause-dropped: 'code' in error && passingErrors.has(String(error.code)) → passingErrors.has(String(error.code))":
    'The text "undefined" is no error code.',
  "shared/storage/index-entries.ts emailValues clause-dropped: typeof email === 'object' && email !== null && 'value' in email && typeof email.value === 'string' → typeof email === 'object' && …816baa":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/storage/index-entries.ts emailValues clause-dropped: typeof email === 'object' && email !== null && 'value' in email → typeof email === 'object' && email !== null":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/storage/index-entries.ts emailValues clause-dropped: typeof email === 'object' && email !== null → email !== null":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/storage/index-entries.ts emailValues clause-dropped: typeof email === 'object' && email !== null → typeof email === 'object'":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined || deactivationId === undefined → dueAt === undefined || userId === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined → dueAt === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined → userId === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey guard-forced: dueAt === undefined || userId === undefined || deactivationId === undefined → false':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/pending-reads.ts countUsers side-forced: sk?.S === undefined ? [] : [sk.S] → [sk.S]':
    'Only the types need it: every item has a sort key.',
  "shared/storage/pending-reads.ts pendingReads.overdue clause-dropped: gsi2sk?.S ?? '' → gsi2sk?.S":
    'Only the types need it: only items with the sort key are in the index.',
  "shared/storage/pending-reads.ts pendingReads.overdue clause-dropped: parsePendingSortKey(gsi2sk?.S ?? '') ?? [] → parsePendingSortKey(gsi2sk?.S ?? '')":
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/sync-log-item.ts value clause-dropped: given !== undefined && given !== null → given !== null':
    'Only entryToItem writes entries, and never null.',
  'shared/storage/sync-log-item.ts value clause-dropped: given !== undefined && given !== null → given !== undefined':
    'Only entryToItem writes entries, and never null.',
  'shared/storage/table.ts countItems clause-dropped: page.Count ?? 0 → page.Count':
    'Only the types need it: every page has a count.',
  'shared/storage/table.ts pages clause-dropped: startKey !== undefined && { ExclusiveStartKey: startKey } → { ExclusiveStartKey: startKey }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/storage/table.ts queryItems clause-dropped: page.Items ?? [] → page.Items':
    'Only the types need it: every page of a query for items has them.',
  "shared/storage/user-item.ts attributes clause-dropped: typeof value === 'object' && value !== null && 'userName' in value && typeof value.userName === 'string' → typeof value === 'objec…2f6858":
    'Only userToItem writes users, always with a userName.',
  "shared/storage/user-item.ts attributes clause-dropped: typeof value === 'object' && value !== null && 'userName' in value → typeof value === 'object' && value !== null":
    'Only userToItem writes users, always with a userName.',
  "shared/storage/user-item.ts attributes clause-dropped: typeof value === 'object' && value !== null → typeof value === 'object'":
    'Only userToItem writes users, always with a userName.',
  "shared/storage/user-item.ts attributes clause-dropped: typeof value === 'object' && value !== null → value !== null":
    'Only userToItem writes users, always with a userName.',
  "shared/storage/user-reads.ts isDeletedFrom clause-dropped: user.management.by === 'provider' && user.management.providerId === providerId → user.management.providerId === providerId":
    'Only the types need it: only a user managed by a provider has a providerId.',
  'shared/storage/user-reads.ts readCounter clause-dropped: shard.count?.N ?? 0 → shard.count?.N':
    'Only the types need it: every shard has a count.',
  'shared/storage/user-reads.ts readSortKeys side-forced: sk?.S === undefined ? [] : [sk.S] → [sk.S]':
    'Only the types need it: every item has a sort key.',
  'shared/storage/user-writes.ts carryOut condition-dropped: life.#state = :pending':
    'Only a pending life has a deactivation, so its id says the same.',
  "shared/storage/user-writes.ts isMarker claim-forced: type === 'user-name' → true":
    'The other entries have the user in their key, so no other user can own them.',
};
