/** The mutants that no test kills, each with the reason why it does no harm; what is not here fails the run. */

export const survivors: Readonly<Record<string, string>> = {
  'functions/deactivate-user/handler.ts handler actor-removed: deactivateUserHandler(composeDeactivateUser(environment)) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'functions/sweep/handler.ts handler actor-removed: sweepHandler({ ...composeSweep(environment), patienceSeconds: environment.SWEEP_PATIENCE_SECONDS, }) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'shared/directory/administration/change-user-as-administrator.ts requireFreeName clause-dropped: before.deletedAt !== undefined && after.deletedAt === undefined → after.deletedAt === undefined':
    'It saves a read: who is there and keeps the name holds it.',
  'shared/directory/administration/change-user-as-administrator.ts requireFreeName clause-dropped: holder !== undefined && holder.id !== before.id → holder !== undefined':
    'Whoever has a name that the user is to get is somebody else, unless the user was read before it got that name: then the commit conflicts.',
  'shared/directory/deactivations/carry-out-deactivation.ts carryOutIfDue guard-forced: error instanceof Unavailable → true':
    'A commit that certainly failed is looked for once more, and not found: it costs a read.',
  'shared/directory/deactivations/carry-out-deactivation.ts isBeingCancelled clause-dropped: providerId !== undefined && isCancelling(await providers.get(providerId)) → isCancelling(await providers.get(providerId))':
    'No provider has the key undefined: it saves a read.',
  'shared/directory/deactivations/carry-out-deactivation.ts waitUntilDue guard-forced: seconds > 0 → true':
    'Sleeping for no time changes nothing.',
  'shared/directory/life/transition.ts andThen clause-dropped: reason !== undefined && { reason } → { reason }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  "shared/directory/matters/close-matter.ts goOnClosing clause-dropped: matter.state !== 'closing' || administrator === undefined → administrator === undefined":
    'Only the types need it: who closed it is there from closing on, an open matter is not gone on with, and a closed one has no custodians.',
  "shared/directory/matters/close-matter.ts goOnClosing clause-dropped: matter.state !== 'closing' || administrator === undefined → matter.state !== 'closing'":
    'Only the types need it: who closed it is there from closing on, an open matter is not gone on with, and a closed one has no custodians.',
  "shared/directory/matters/close-matter.ts goOnClosing guard-forced: matter.state !== 'closing' || administrator === undefined → false":
    'Only the types need it: who closed it is there from closing on, an open matter is not gone on with, and a closed one has no custodians.',
  'shared/directory/providers/authenticate.ts authenticate clause-dropped: !presented || !credential → !credential':
    'Only the types need it: nothing presented means no provider, so no credential.',
  "shared/directory/providers/authenticate.ts authenticate clause-dropped: authorization ?? '' → authorization":
    'No header at all is read as the text "undefined", which has no scheme either.',
  'shared/directory/providers/authenticate.ts authenticate side-forced: providerId === undefined ? undefined : await directory.providers.get(providerId) → await directory.providers.get(providerId)':
    'No provider has the key undefined: it saves a read.',
  'shared/directory/providers/authenticate.ts parseAuthorization guard-forced: colon < 0 → false':
    'Without a colon the key would be the text less its last character, and the secret the whole: no key with that secret is ever issued.',
  'shared/directory/providers/credential.ts secretMatches clause-dropped: secretPattern.test(secret) && timingSafeEqual(Buffer.from(hash(secret)), Buffer.from(credential.secretHash)) → timingSafeEqual(Buf…8ea51f':
    'What is no secret of ours has the hash of none: it saves the hashing.',
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
  "shared/directory/users/attribute-changes.ts namedValues clause-dropped: !name.startsWith('urn:') || typeof value !== 'object' → !name.startsWith('urn:')":
    'Only the types need it: a user has no attribute without a value, and what is under a URN are attributes.',
  'shared/directory/users/attribute-changes.ts namedValues guard-forced: extensionValue !== undefined → true':
    'Only the types need it: a user has no attribute without a value, and what is under a URN are attributes.',
  'shared/directory/users/attribute-changes.ts namedValues guard-forced: value === undefined → false':
    'Only the types need it: a user has no attribute without a value, and what is under a URN are attributes.',
  'shared/directory/users/commit-change.ts afterCommit clause-dropped: dueAt !== undefined && { dueAt } → { dueAt }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  "shared/directory/users/commit-change.ts afterCommit side-forced: actor.by === 'provider' ? { providerId: actor.providerId } : {} → { providerId: actor.providerId }":
    'A member whose value is undefined is left out of every log line.',
  'shared/directory/users/commit-change.ts decideAndCommit guard-forced: error instanceof Unavailable → true':
    'A change that certainly failed is looked for once more, and not found: it costs a read.',
  "shared/directory/users/lookup-key.ts emailValues clause-dropped: typeof email === 'object' && email !== null && 'value' in email && typeof email.value === 'string' → typeof email === 'object' && …816baa":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/directory/users/lookup-key.ts emailValues clause-dropped: typeof email === 'object' && email !== null && 'value' in email → typeof email === 'object' && email !== null":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/directory/users/lookup-key.ts emailValues clause-dropped: typeof email === 'object' && email !== null → email !== null":
    'Only the types need it: parseResource lets only complex values with text into emails.',
  "shared/directory/users/lookup-key.ts emailValues clause-dropped: typeof email === 'object' && email !== null → typeof email === 'object'":
    'Only the types need it: parseResource lets only complex values with text into emails.',
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
  'shared/directory/users/user-change.ts logEntry clause-dropped: dueAt !== undefined && { dueAt } → { dueAt }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-change.ts logEntry clause-dropped: matterId !== undefined && { matterId } → { matterId }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-change.ts logEntry clause-dropped: reason !== undefined && { reason } → { reason }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-change.ts makeChange clause-dropped: before !== undefined && { before } → { before }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  'shared/directory/users/user-change.ts makeChange clause-dropped: decision.requires !== undefined && { requires: decision.requires } → { requires: decision.requires }':
    'A member whose value is undefined is left out by toItem, and absent to every reader.',
  "shared/directory/users/user.ts managingProviderId side-forced: management.by === 'provider' ? management.providerId : undefined → management.providerId":
    'Only the types need it: only a user managed by a provider has a providerId.',
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
  'shared/storage/errors.ts httpStatus clause-dropped: serviceAnswer.safeParse(error).data ?? {} → serviceAnswer.safeParse(error).data':
    'Only the types need it: what errors of the SDK and of Node have of these members is as described.',
  "shared/storage/errors.ts isPassing clause-dropped: 'code' in error && passingErrors.has(String(error.code)) → passingErrors.has(String(error.code))":
    'The text "undefined" is no error code.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined || deactivationId === undefined → dueAt === undefined || userId === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined → dueAt === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey clause-dropped: dueAt === undefined || userId === undefined → userId === undefined':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/keys.ts parsePendingSortKey guard-forced: dueAt === undefined || userId === undefined || deactivationId === undefined → false':
    'Only the types need it: only pendingIndexKey writes the index, always with three parts.',
  'shared/storage/log-item.ts value clause-dropped: given !== undefined && given !== null → given !== null':
    'Only entryToItem writes entries, and never null.',
  'shared/storage/log-item.ts value clause-dropped: given !== undefined && given !== null → given !== undefined':
    'Only entryToItem writes entries, and never null.',
  'shared/storage/pending-reads.ts countUsers side-forced: sk?.S === undefined ? [] : [sk.S] → [sk.S]':
    'Only the types need it: every item has a sort key.',
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
  'shared/directory/administration/change-recorded.ts createRecorded side-forced: isFirst ? undefined : await steps.find() → await steps.find()':
    'It saves a read: nothing is there before the first attempt, or it is what was asked for.',
  'shared/directory/administration/change-recorded.ts changeRecorded guard-forced: error instanceof Unavailable → true':
    'A commit that certainly failed is looked for once more, and not found: it costs a read.',
  'shared/directory/administration/change-recorded.ts changeRecorded effects-swapped: const before = await steps.read(); ⇄ const isOurs = inDoubt !== undefined && (await directory.users.findEntry(inDoubt)) !== undefined;':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/administration/erase-user.ts eraseUser guard-forced: error instanceof Unavailable → true':
    'An erasure that certainly failed is looked for once more, and not found: it costs a read.',
  "shared/directory/providers/remove-provider.ts requirePossible effects-swapped: await requireProvider(directory, providerId); ⇄ if (usersBecome.become === 'local') {":
    'A provider that is not there has nothing pending, and the change that follows says that it is not there.',
  "shared/directory/life/by-administrator.ts deactivateByAdministrator clause-dropped: user.life.state === 'deactivated' && user.life.cause === 'administrator' → user.life.cause === 'administrator'":
    'Only the types need it: only a life that is deactivated has a cause.',
};
