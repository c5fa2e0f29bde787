/** The mutants of the target `life` that no test kills, each with the reason why it does no harm. */

export const life: Readonly<Record<string, string>> = {
  'functions/deactivate-user/handler.ts handler actor-removed: deactivateUserHandler(composeDeactivateUser(environment)) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'functions/sweep/handler.ts handler actor-removed: sweepHandler({ ...composeSweep(environment), patienceSeconds: environment.SWEEP_PATIENCE_SECONDS, }) → async () => undefined':
    'test/system runs the bundled function, which is made from the disk where no mutant is.',
  'shared/directory/administration/change-user-as-administrator.ts requireFreeName clause-dropped: before.deletedAt !== undefined && after.deletedAt === undefined → after.deletedAt === undefined':
    'It saves a read: who is there and keeps the name holds it.',
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
  'shared/directory/administration/erase-user.ts eraseUser guard-forced: error instanceof Unavailable → true':
    'An erasure that certainly failed is looked for once more, and not found: it costs a read.',
  "shared/directory/providers/remove-provider.ts requirePossible effects-swapped: await requireProvider(directory, providerId); ⇄ if (usersBecome.become === 'local') {":
    'A provider that is not there has nothing pending, and the change that follows says that it is not there.',
  "shared/directory/life/by-administrator.ts deactivateByAdministrator clause-dropped: user.life.state === 'deactivated' && user.life.cause === 'administrator' → user.life.cause === 'administrator'":
    'Only the types need it: only a life that is deactivated has a cause.',
  'shared/directory/administration/create-once.ts createOnce guard-forced: resourceId === id → false':
    'It saves a read: what nobody asked for before has no entry.',
  "shared/directory/administration/create-once.ts canonicalJson clause-dropped: typeof member === 'object' && member !== null && !Array.isArray(member) → typeof member === 'object' && member !== null":
    'A list is told from any other by its positions as well.',
  'shared/directory/administration/local-users.ts createWithId.deciding effects-swapped: const organizationId = await requireLastingOrganization(directory, request.organizationId); ⇄ const holder = await directory.users…2fcf99':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/matters/custodians.ts listCustodians effects-swapped: await requireMatter(directory, matterId); ⇄ const found = await directory.users.listed({ matterId }, { after, limit: limit + 1 });':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/matters/custodians.ts placeLegalHolds effects-swapped: requireLegalHold(directory); ⇄ const { state } = await requireMatter(directory, matterId);':
    'When both refuse, it is only which of the two is told.',
  'shared/directory/providers/change-provider.ts providerEntry clause-dropped: after ?? before ?? {} → after ?? before':
    'Only the types need it: what it was, or what it is, is always given.',
  'shared/directory/deactivations/pending-deactivations.ts cancelPendingDeactivations clause-dropped: position !== undefined && { next: position } → { next: position }':
    'A member whose value is undefined is absent to every reader.',
  'shared/directory/organizations/change-organization.ts organizationEntry clause-dropped: after ?? before ?? {} → after ?? before':
    'Only the types need it: what it was, or what it is, is always given.',
  "shared/directory/providers/remove-provider.ts settleUser clause-dropped: error instanceof Refused && error.code === 'PENDING_DEACTIVATION' → error instanceof Refused":
    'A user is kept from becoming local for no other reason.',
  "shared/directory/providers/remove-provider.ts settleUser clause-dropped: error instanceof Refused && error.code === 'PENDING_DEACTIVATION' → error.code === 'PENDING_DEACTIVATION'":
    'Only the types need it: nothing but a Refused has that code.',
  'shared/directory/providers/rotate-credential.ts stillLive clause-dropped: credential.expiresAt !== undefined && credential.expiresAt < expiresAt → credential.expiresAt < expiresAt':
    'Only the types need it: undefined comes before nothing.',
  'shared/directory/provisioning/create-user.ts createUser.decide clause-dropped: holder !== undefined && refusal !== undefined → refusal !== undefined':
    'Only the types need it: without a holder there is nothing to refuse.',
  'shared/directory/provisioning/create-user.ts createUser.decide side-forced: before === undefined ? { requires: { organizationId: provider.organizationId } } : {} → { requires: { organizationId: provider.org…e24bf7':
    'It costs a check: the organization that a provider is in is not removed.',
  "shared/directory/provisioning/create-user.ts userNameIn clause-dropped: typeof body === 'object' && body !== null && 'userName' in body → typeof body === 'object' && body !== null":
    'Only the types need it: a member that is not there is undefined.',
  "shared/directory/sync-log/named-entries.ts withProviderNames guard-forced: !page.items.some(({ actor }) => actor.by === 'provider') → false":
    'It saves two reads: there is nothing to name.',
  "shared/directory/sync-log/named-entries.ts withProviderNames predicate-forced: ({ actor }) => actor.by === 'provider' → () => true":
    'It saves two reads: there is nothing to name.',
  "shared/directory/sync-log/named-entries.ts withProviderNames claim-forced: actor.by === 'provider' → true":
    'It saves two reads: there is nothing to name.',
  "shared/directory/sync-log/named-entries.ts withProviderNames side-forced: entry.actor.by === 'provider' ? names.get(entry.actor.providerId) : undefined → names.get(entry.actor.providerId)":
    'Only the types need it: undefined is the id of no provider.',
  'shared/directory/sync-log/report/report-sync-log.ts reportErrors effects-swapped: const providers = (await readSections(reporting, period)).filter(hasErrors); ⇄ const overdue = await overdueSince(reporting, perio…a413c8':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/sync-log/report/report-sync-log.ts readSections effects-swapped: for (const { id, displayName } of gone) sections.push(await read(`${displayName} (removed)`, { providerId: id })); ⇄ const unknown…aae683':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/administration/search-users.ts findExactly effects-swapped: if (userName !== undefined) return [{ items: await findByName(directory, userName) }]; ⇄ if (externalId !== undefined) return find…f74858':
    'Whichever value is looked up, the others must hold too.',
  "shared/directory/administration/search-users.ts findExactly effects-swapped: if (externalId !== undefined) return findEverywhere(directory, { attribute: 'externalId', value: externalId }, query); ⇄ if (email…b717b6":
    'Whichever value is looked up, the others must hold too.',
  "shared/directory/administration/walk-lists.ts walkLists clause-dropped: last ?? '' → last (2)":
    'Only the types need it: a batch that is full has a last user.',
  'shared/directory/administration/walk-lists.ts parsePosition clause-dropped: name === undefined || userId === undefined → name === undefined':
    'Only the types need it: the expression matches both or nothing.',
  'shared/directory/administration/walk-lists.ts parsePosition clause-dropped: name === undefined || userId === undefined → userId === undefined':
    'Only the types need it: the expression matches both or nothing.',
  "shared/directory/administration/walk-lists.ts parsePosition clause-dropped: userId !== '' && { userId } → { userId }":
    'No text comes before the empty one: a list that begins after it begins with its first user.',
  'shared/directory/users/log-entry.ts isUserEntry clause-dropped: entry.userId !== undefined && entry.userName !== undefined → entry.userId !== undefined':
    'Only the types need it: an entry that has a userId has a userName.',
  'shared/directory/users/log-entry.ts isUserEntry clause-dropped: entry.userId !== undefined && entry.userName !== undefined → entry.userName !== undefined':
    'Only the types need it: an entry with a userName alone is a refusal about nobody, with no values in it.',
  'shared/directory/users/merge-pages.ts mergePages clause-dropped: page.next ?? [] → page.next':
    'Sorting puts undefined behind every id, so that it is the next one only when there is no other.',
  'shared/storage/dynamo-sync-log.ts readPage clause-dropped: partitionsRead >= maximumPartitionsRead || page.isFull() → partitionsRead >= maximumPartitionsRead':
    'It saves reads of the next day: a page that is full takes nothing of it.',
  'shared/storage/dynamo-idempotency-keys.ts dynamoIdempotencyKeys.claim guard-forced: failed === undefined → false':
    'It saves a read: the claim that was written is found.',
  'shared/storage/dynamo-idempotency-keys.ts dynamoIdempotencyKeys.claim clause-dropped: item?.resourceId?.S !== undefined && item.fingerprint?.S !== undefined → item?.resourceId?.S !== undefined':
    'Only the types need it: every claim has both.',
  'shared/directory/users/user-attributes.ts parseUser clause-dropped: externalId !== undefined && { externalId } → externalId !== undefined':
    'Only the types need it: externalId is among the rest.',
  'shared/directory/users/user-attributes.ts parseUser clause-dropped: externalId !== undefined && { externalId } → { externalId }':
    'Only the types need it: a member whose value is undefined is absent to every reader.',
  'shared/directory/users/user-resource.ts userResource clause-dropped: location !== undefined && { location } → { location }':
    'A member whose value is undefined is absent to every reader.',
  'shared/storage/dynamo-credential-use.ts dynamoCredentialUse.lastUsed side-forced: keyId?.S && lastUsedAt?.S ? [[keyId.S, lastUsedAt.S]] : [] → [[keyId.S, lastUsedAt.S]]':
    'Only the types need it: every item has both.',
  'shared/storage/dynamo-credential-use.ts dynamoCredentialUse.lastUsed clause-dropped: keyId?.S && lastUsedAt?.S → keyId?.S':
    'Only the types need it: every item has both.',
  'shared/storage/dynamo-credential-use.ts dynamoCredentialUse.lastUsed clause-dropped: keyId?.S && lastUsedAt?.S → lastUsedAt?.S':
    'Only the types need it: every item has both.',
  'shared/storage/table.ts queryPage clause-dropped: page.Items ?? [] → page.Items':
    'Only the types need it: every page of a query for items has them.',
  'shared/storage/dynamo-sync-log.ts readPage clause-dropped: !newestFirst && after !== undefined → !newestFirst':
    'Only the types need it: undefined is not above any instant.',
  'shared/storage/dynamo-sync-log.ts readPage clause-dropped: newestFirst && after !== undefined → newestFirst':
    'Only the types need it: undefined is not below any instant.',
  'shared/storage/pending-reads.ts readPending clause-dropped: after !== undefined && after > dueFrom → after > dueFrom':
    'Only the types need it: undefined is not above any instant.',
  'shared/storage/pending-reads.ts readPending clause-dropped: entry === undefined || sortKey(item) === after → sortKey(item) === after':
    'Only the types need it: only pendingIndexKey writes the index.',
  "shared/storage/pending-reads.ts sortKey clause-dropped: gsi2sk?.S ?? '' → gsi2sk?.S":
    'Only the types need it: every item of the index has its sort key.',
  "shared/storage/pending-reads.ts oldestFirst clause-dropped: gsi2sk?.S ?? '' → gsi2sk?.S":
    'Only the types need it: every item of the index has its sort key.',
  "shared/storage/pending-reads.ts oldestFirst clause-dropped: parsePendingSortKey(gsi2sk?.S ?? '') ?? [] → parsePendingSortKey(gsi2sk?.S ?? '')":
    'Only the types need it: only pendingIndexKey writes the index.',
  "shared/storage/dynamo-sync-log.ts sortKey clause-dropped: gsi1sk?.S ?? '' → gsi1sk?.S":
    'Only the types need it: every item of the index has its sort key.',
  "shared/storage/unfinished-work.ts dynamoUnfinishedWork.list clause-dropped: sk?.S ?? '' → sk?.S":
    'Only the types need it: every item has a sort key.',
  'shared/storage/unfinished-work.ts unfinishedWrites guard-forced: isUnfinished.before === isUnfinished.after → false':
    'It saves a write: the marker that is there is put again, and the one that is not is removed.',
  "shared/storage/user-history.ts readHistoryPage clause-dropped: item.sk?.S ?? '' → item.sk?.S":
    'Only the types need it: every item has a sort key.',
  'shared/storage/user-history.ts parsePosition clause-dropped: log !== undefined && { [logPrefix]: log } → { [logPrefix]: log }':
    'A member whose value is undefined is absent to every reader.',
  'shared/storage/user-history.ts parsePosition clause-dropped: carriedOut !== undefined && { [carriedOutPrefix]: carriedOut } → { [carriedOutPrefix]: carriedOut }':
    'A member whose value is undefined is absent to every reader.',
  'shared/storage/user-writes.ts userWrites.forgetHistory predicate-forced: isUserEntry → () => true':
    "Only the types need it: a user's history has entries about the user alone.",
  'shared/storage/user-writes.ts userWrites.forgetHistory predicate-forced: isPersonal → () => true':
    'It saves writes: what is not personal would be written as it is.',
  "shared/storage/user-writes.ts isPersonal predicate-forced: (change) => 'before' in change || 'after' in change → () => true":
    'It saves writes: what is not personal would be written as it is.',
  'shared/storage/table.ts queryInput clause-dropped: keysOnly === true && { ProjectionExpression: sk } → keysOnly === true':
    'It saves sending what else is in the items, which nobody looks at.',
  'shared/storage/keys.ts refusedCredentialsKey clause-dropped: providerId ?? otherSources.unknown → providerId':
    'The text "undefined" is the id of no provider: it tells the entry of an hour from the others as well.',
  'shared/directory/administration/search-users.ts requireNamed effects-swapped: if (providerId !== undefined && providerId !== localUsers) await requireNamedProvider(directory, providerId); ⇄ if (organizationId…9aaea4':
    'When both are unknown, it is only which of the two is told.',
  'shared/directory/deactivations/pending-deactivations.ts listPendingDeactivations effects-swapped: if (query.providerId !== undefined) await requireNamedProvider(directory, query.providerId); ⇄ const page = await users.pending(qu…45a9f4':
    'Two reads, of which neither changes what the other finds.',
  'shared/directory/provisioning/record-refusal.ts recordingRefusal clause-dropped: error instanceof ScimError && recordedStatuses.has(error.status) → recordedStatuses.has(error.status)':
    'Only the types need it: nothing else that is thrown has a status.',
  'shared/storage/merged-query.ts mergedQuery clause-dropped: from.buffer.length > 0 || from.isDone → from.buffer.length > 0':
    'It saves calls: the others would be read on a little earlier, and a little less at a time.',
  'shared/storage/merged-query.ts mergedQuery clause-dropped: cursor === from || missing(cursor) > 0 → missing(cursor) > 0':
    'One more item is always expected, so whoever runs out misses one: the clause says so.',
};
