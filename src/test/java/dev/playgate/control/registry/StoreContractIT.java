package dev.playgate.control.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.control.api.Page;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.viewer.IpRange;

import static dev.playgate.control.registry.Samples.ALPHA;
import static dev.playgate.control.registry.Samples.BETA;
import static dev.playgate.control.registry.Samples.GROUP;
import static dev.playgate.control.registry.Samples.NOW;
import static dev.playgate.control.registry.Samples.organisation;
import static dev.playgate.control.registry.Samples.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each store keeps, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreContractIT {

    private static final Actor ACTOR = new Actor("user:x", "local");
    private static final Duration PLAYOUT = Duration.ofHours(12);
    private static final Instant EXPIRES = NOW.plusSeconds(3600);

    @Parameter
    TestDatabase kind = TestDatabase.SQLITE;

    private DatabaseProperties properties = TestDatabase.SQLITE.fresh();
    private Database database = Database.of(properties, () -> NOW);

    @BeforeAll
    void open() {
        database.close();
        properties = kind.fresh();
        database = TestRegistry.over(properties, () -> NOW).database();
    }

    @BeforeEach
    void empty() {
        Samples.clear(database);
        assertThat(put(organisation(ALPHA, "Alpha"))).isTrue();
        assertThat(put(organisation(BETA, "Betaa"))).isTrue();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void anOrganisationIsAsItWasPutLast() {
        Organisation plain = organisation(ALPHA, "Alpha");
        Organisation full = new Organisation(ALPHA, "Älpha & <Söhne> '\"", "Other",
                Set.of(Feature.SECURE, Feature.VOD), true,
                Optional.of(new OwnKeys(Optional.of("https://issuer.example"), "{\"keys\":[]}")), Optional.of(3),
                Optional.of(1000));

        assertThat(put(full)).isTrue();
        assertThat(new OrganisationStore(database).find(ALPHA)).contains(full);
        assertThat(put(plain)).isTrue();
        assertThat(put(plain)).isTrue();
        Organisation withKeys = new Organisation(ALPHA, plain.name(), plain.hash(), plain.features(), plain.shadow(),
                full.ownKeys());
        assertThat(new OrganisationStore(database).find(ALPHA)).as("keys stay that nobody names").contains(withKeys);
        assertThat(snapshot().organisation(ALPHA)).contains(withKeys);
        assertThat(new OrganisationStore(database).find(new OrganisationId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void aNameOrAHashOfAnotherOrganisationIsRefusedAndNothingIsDone() {
        OrganisationId third = new OrganisationId(UUID.randomUUID());
        long version = Samples.version(database);

        assertThat(put(new Organisation(third, "Alpha", "Third", Set.of()))).isFalse();
        assertThat(put(new Organisation(third, "Third", "Alpha", Set.of()))).isFalse();
        assertThat(put(new Organisation(BETA, "Alpha", "Betaa", Set.of()))).isFalse();
        assertThat(new OrganisationStore(database).find(third)).isEmpty();
        assertThat(new OrganisationStore(database).find(BETA)).contains(organisation(BETA, "Betaa"));
        assertThat(Samples.version(database)).isEqualTo(version);
    }

    @Test
    void g2_aKeyIsFoundByItselfAndStoredHashed() {
        ApiKeyStore keys = new ApiKeyStore(database);
        assertThat(putKey(ALPHA, "main", "secret-1")).isTrue();
        assertThat(putKey(ALPHA, "main", "secret-2")).isTrue();

        assertThat(keys.find("secret-1")).isEmpty();
        assertThat(keys.find("secret-2")).map(ApiKeyStore.Known::organisation).contains(ALPHA);
        assertThat(keys.find("secret-2")).map(ApiKeyStore.Known::name).contains("main");
        assertThat(text("SELECT sha256 FROM api_key")).doesNotContain("secret");
    }

    @Test
    void aKeyIsOneOrganisationsUnderOneName() {
        assertThat(putKey(ALPHA, "main", "secret")).isTrue();

        assertThat(putKey(BETA, "main", "secret")).isFalse();
        assertThat(putKey(ALPHA, "other", "secret")).isFalse();
        assertThat(putKey(BETA, "main", "secret-of-beta")).isTrue();
        assertThat(new ApiKeyStore(database).find("secret")).map(ApiKeyStore.Known::organisation).contains(ALPHA);
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void aStreamIsAsItWasPutLastAndADeletedOneIsNoneForTheEdge(StreamState state) {
        Stream stream = stream(GROUP.value(), "Alpha-one", state);
        assertThat(put(stream(GROUP.value(), "Alpha-one", StreamState.LIVE), List.of("a", "b"))).isTrue();
        assertThat(put(stream, List.of("b", "c", "c"))).isTrue();

        assertThat(new StreamStore(database).find(ALPHA, GROUP.value()).map(StoredStream::stream))
                .isEqualTo(Optional.of(stream).filter(put -> state != StreamState.DELETED));
        assertThat(texts("SELECT tag FROM stream_tag ORDER BY tag")).containsExactly("b", "c");
        assertThat(snapshot().stream(stream.name()).isPresent()).isEqualTo(state != StreamState.DELETED);
    }

    @Test
    void aStreamIsFoundByItsOwnOrganisationAlone() {
        assertThat(put(stream(GROUP.value(), "Alpha-one", StreamState.LIVE), List.of())).isTrue();

        assertThat(new StreamStore(database).find(BETA, GROUP.value())).isEmpty();
        assertThat(new StreamStore(database).find(ALPHA, UUID.randomUUID())).isEmpty();
    }

    @Test
    void aStreamKeepsItsNameItsIdAndItsGroup() {
        Stream stream = stream(GROUP.value(), "Alpha-one", StreamState.LIVE);
        Stream other = stream(UUID.randomUUID(), "Alpha-two", StreamState.LIVE);
        assertThat(put(stream, List.of())).isTrue();
        assertThat(put(other, List.of())).isTrue();
        GroupId elsewhere = new GroupId(UUID.randomUUID());

        assertThat(put(stream(GROUP.value(), "Alpha-renamed", StreamState.LOCKED), List.of())).isFalse();
        assertThat(put(stream(UUID.randomUUID(), "Alpha-one", StreamState.LOCKED), List.of())).isFalse();
        assertThat(put(stream(GROUP.value(), "Alpha-two", StreamState.LOCKED), List.of())).isFalse();
        assertThat(put(new Stream(stream.id(), stream.name(), elsewhere, ALPHA, StreamState.LOCKED), List.of()))
                .isFalse();
        assertThat(new StreamStore(database).find(ALPHA, stream.id()).map(StoredStream::stream)).contains(stream);
        assertThat(snapshot().group(GROUP)).containsExactlyInAnyOrder(stream, other);
    }

    @ParameterizedTest
    @CsvSource({"'', 2", "ALPHA-1, 1", "pha-, 2", "x%y, 1", "X%, 1", "%, 1", "_, 1", "!, 0", "\\, 0", "xy, 0",
            "00000000-0000-4000-8000-0000000000d1, 1", "00000000-0000-4000-8000-0000000000d, 0"})
    void aStreamIsFoundByAPartOfItsNameOrATagOrByAnId(String text, int found) {
        assertThat(putStream(stream(UUID.fromString("00000000-0000-4000-8000-0000000000d1"), "Alpha-1",
                StreamState.LIVE), List.of("x%y"))).isTrue();
        assertThat(putStream(stream(UUID.fromString("00000000-0000-4000-8000-0000000000d2"), "Alpha-2",
                StreamState.LIVE), List.of("a_b"))).isTrue();
        assertThat(putStream(stream(UUID.fromString("00000000-0000-4000-8000-0000000000d3"), "Alpha-1-gone",
                StreamState.DELETED), List.of("x%y"))).isTrue();
        StreamSearch search = new StreamSearch(text);
        Page page = new Page(1, 25);
        assertThat(new StreamStore(database).list(ALPHA, search, page).total()).isEqualTo(found);
        assertThat(new GroupStore(database).list(ALPHA, search, page).total()).isEqualTo(Math.min(found, 1));
        assertThat(new StreamStore(database).list(BETA, search, page).items()).isEmpty();
        assertThat(new GroupStore(database).list(BETA, search, page).items()).isEmpty();
        assertThat(new StreamStore(database).list(ALPHA, new StreamSearch(GROUP.toString()), page).total())
                .isEqualTo(2);
    }

    private boolean putStream(Stream stream, List<String> tags) {
        return database.write(write -> GroupStore.putGroup(write, GROUP, ALPHA)
                && StreamStore.put(write, stream, 0, tags));
    }

    @Test
    void aGroupIsOneOrganisations() {
        assertThat(database.<Boolean>write(write -> GroupStore.putGroup(write, GROUP, ALPHA))).isTrue();
        assertThat(database.<Boolean>write(write -> GroupStore.putGroup(write, GROUP, ALPHA))).isTrue();
        assertThat(database.<Boolean>write(write -> GroupStore.putGroup(write, GROUP, BETA))).isFalse();
    }

    @Test
    void aGuardianRuleIsOneOfItsSubjectAndKeepsItsId() {
        GuardianStore guardian = new GuardianStore(database);
        Subject subject = address(Optional.empty());
        Subject ending = address(Optional.of(NOW.plusSeconds(60)));
        UUID id = putRule(guardian, ALPHA, new GuardianLine(subject, Optional.of("why")));

        assertThat(putRule(guardian, ALPHA, new GuardianLine(ending, Optional.empty()))).isEqualTo(id);
        assertThat(putRule(guardian, BETA, new GuardianLine(subject, Optional.empty()))).isNotEqualTo(id);
        assertThat(snapshot().guardian(ALPHA).deniedAddresses()).hasSize(1)
                .allSatisfy(denied -> assertThat(denied.until()).contains(NOW.plusSeconds(60)));
        assertThat(Samples.entries(snapshot())).filteredOn(entry -> entry.toString().contains(id.toString()))
                .hasSize(1).first().extracting("rule").extracting("subject", "organisation")
                .containsExactly(ending, ALPHA);
        assertThat(new GuardianRule(ALPHA, id, ending).subject()).isEqualTo(ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"j", "0b2d3b7e-58c1-4f0e-9a44-1f2c3d4e5f60", "a/b//c", "ünï 'cödé' \"x\" \\ %_", "=",
            "\uD83C\uDFA5"})
    void a7_aRevocationIsTheOrganisationsOwnAndStandsOnce(String jti) {
        RevocationStore revocations = new RevocationStore(database);
        revocations.revoke(ALPHA, jti, NOW.plusSeconds(60), Actor.PROCESS);
        revocations.revoke(ALPHA, jti, RevocationStore.NEVER, Actor.PROCESS);

        assertThat(snapshot().isRevoked(ALPHA, jti)).isTrue();
        assertThat(snapshot().isRevoked(BETA, jti)).isFalse();
        assertThat(revocations.find(ALPHA, jti)).get().extracting(RevocationStore.Known::id).isEqualTo(jti);
        assertThat(revocations.find(BETA, jti)).isEmpty();
        Page first = new Page(1, 25);
        assertThat(revocations.list(ALPHA, Optional.of(RevocationStore.Kind.TOKEN), first).items())
                .extracting(RevocationStore.Known::id).containsExactly(jti);
        assertThat(revocations.list(ALPHA, Optional.of(RevocationStore.Kind.BULK), first).total()).isZero();
        assertThat(text("SELECT until FROM revocation")).isEqualTo("253402300799");
        assertThat(snapshot().revocationCount()).isEqualTo(1);
    }

    @Test
    void whatNeverWasAnOrganisationOwnsNothing() {
        OrganisationId nobody = new OrganisationId(UUID.randomUUID());
        long version = Samples.version(database);

        assertThatThrownBy(() -> new RevocationStore(database).revoke(nobody, "jti", NOW, Actor.PROCESS))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(text("SELECT COUNT(*) FROM revocation")).isEqualTo("0");
        assertThat(Samples.version(database)).isEqualTo(version);
    }

    @Test
    void aSessionIsItsAccountsUntilItEnds() {
        database.write(write -> write.sql().sql("""
            INSERT INTO account (id, organisation, email, password, role, created)
            VALUES ('00000000-0000-4000-8000-0000000000c1', ?, 'a@alpha.example', 'x', 'user', 0)
            """).param(ALPHA.toString()).update() + write.sql().sql("""
            INSERT INTO account_session (sha256, account, created, expires)
            VALUES (?, '00000000-0000-4000-8000-0000000000c1', 0, ?)
            """).param(ApiKeyHash.of("bintu").hex()).param(NOW.getEpochSecond()).update());
        AccountStore accounts = accounts();

        assertThat(accounts.bySession("bintu", NOW.minusSeconds(1))).flatMap(AccountStore.Account::organisation)
                .contains(ALPHA);
        assertThat(accounts.bySession("bintu", NOW)).isEmpty();
        assertThat(accounts.bySession("Bintu", NOW.minusSeconds(1))).isEmpty();
    }

    private AccountStore accounts() {
        return new AccountStore(database, sessions());
    }

    private SessionStore sessions() {
        return new SessionStore(database, PLAYOUT);
    }

    @Test
    void aSessionInUseGoesOnUntilItsLongest() {
        AccountStore accounts = accounts();
        accounts.makeUser(ALPHA, new EmailAddress("a@alpha.example"), "nanoUser", "x", Actor.PROCESS);
        SessionStore sessions = sessions();
        Duration hour = Duration.ofHours(1);
        Duration longest = Duration.ofMinutes(100);
        sessions.open(accounts.find(new EmailAddress("a@alpha.example")).orElseThrow(), "bintu", hour, Actor.PROCESS);

        Instant early = NOW.plus(Duration.ofMinutes(29));
        assertThat(sessions.prolong("bintu", hour, longest, early)).contains(NOW.plus(hour));
        Instant late = NOW.plus(Duration.ofMinutes(31));
        assertThat(sessions.prolong("bintu", hour, longest, late)).contains(late.plus(hour));
        assertThat(sessions.prolong("bintu", hour, longest, NOW.plus(Duration.ofMinutes(80))))
                .contains(NOW.plus(longest));
        assertThat(accounts.bySession("bintu", NOW.plus(longest).minusSeconds(1))).isPresent();
        assertThat(sessions.prolong("bintu", hour, longest, NOW.plus(longest))).isEmpty();
        assertThat(sessions.prolong("other", hour, longest, NOW)).isEmpty();
    }

    @Test
    void whatASessionsPagesPlayWithIsRevokedWithItAndNothingElseIs() {
        UUID user = opened("a@alpha.example", "first", "second");
        opened("b@alpha.example", "of another");
        issue("t1", "first");
        issue("t2", "first");
        issue("t3", "second");
        issue("t4", "of another");
        assertThat(recorded("t5", "of nobody")).isFalse();

        sessions().end(accounts().find(user).orElseThrow().account(), "second", ACTOR);
        assertThat(revoked()).containsExactly("t3");
        assertThat(recorded("t6", "second")).isFalse();

        accounts().changeUser(ALPHA, user, Optional.of("nanoReadOnly"), Optional.empty(), ACTOR);
        assertThat(revoked()).containsExactly("t1", "t2", "t3");
        assertThat(text("SELECT COUNT(*) FROM audit WHERE action = 'token.revoke' AND actor = 'user:x'"))
                .isEqualTo("3");
        assertThat(text("SELECT COUNT(*) FROM issued_token")).isEqualTo("4");
    }

    @Test
    void aRevocationOfASessionsTokenIsKeptWhileSomethingOfItMayRun() {
        UUID user = opened("a@alpha.example", "first");
        issue("t1", "first");
        Duration playout = Duration.ofHours(30);
        new AccountStore(database, new SessionStore(database, playout)).endSessions(ALPHA, user, ACTOR);
        assertThat(text("SELECT until FROM revocation"))
                .isEqualTo(Long.toString(EXPIRES.plus(playout).getEpochSecond()));
    }

    @Test
    void aUserThatIsDeletedLeavesNoTokenOfASessionNotEvenOfOneThatExpired() {
        UUID user = opened("a@alpha.example", "first");
        issue("t1", "first");
        database.write(write -> write.sql().sql("DELETE FROM account_session").update());
        assertThat(accounts().deleteUser(BETA, user, ACTOR)).isFalse();
        assertThat(revoked()).isEmpty();
        assertThat(accounts().deleteUser(ALPHA, user, ACTOR)).isTrue();
        assertThat(revoked()).containsExactly("t1");
    }

    private UUID opened(String email, String... bintuTokens) {
        AccountStore.Entry user = accounts().makeUser(ALPHA, new EmailAddress(email), "nanoUser", "x", ACTOR)
                .orElseThrow();
        for (String bintuToken : bintuTokens) {
            assertThat(sessions().open(accounts().find(user.id()).orElseThrow(), bintuToken, Duration.ofHours(1),
                    ACTOR)).isPresent();
        }
        return user.id();
    }

    private void issue(String jti, String bintuToken) {
        assertThat(recorded(jti, bintuToken)).isTrue();
    }

    private boolean recorded(String jti, String bintuToken) {
        return new IssuedTokenStore(database).recordOfSession(new PlaybackClaims("i", ALPHA, jti, Optional.of(NOW),
                Optional.of(NOW), EXPIRES, new Scope.Organisation(), Optional.empty(), false, List.of(),
                Optional.empty(), Optional.empty(), true, false), bintuToken, ACTOR);
    }

    private List<String> revoked() {
        return new RevocationStore(database).list(ALPHA, Optional.empty(), new Page(1, 25)).items().stream()
                .map(RevocationStore.Known::id).sorted().toList();
    }

    @Test
    void anInvitationMakesOneUser() {
        InvitationStore invitations = new InvitationStore(database);
        Duration day = Duration.ofDays(1);
        InvitationStore.Invitation made = invitations.make(ALPHA, "nanoUser", "code", day, Actor.PROCESS);
        InvitationStore.Invitation over = invitations.make(ALPHA, "nanoUser", "over",
                InvitationStore.KEPT.negated().plusSeconds(1), Actor.PROCESS);
        invitations.make(ALPHA, "nanoUser", "forgotten", InvitationStore.KEPT.negated(), Actor.PROCESS);
        InvitationStore.Invitation other = invitations.make(BETA, "nanoUser", "other", day, Actor.PROCESS);

        assertThat(invitations.list(ALPHA)).containsExactlyInAnyOrder(made, over);
        assertThat(invitations.list(BETA)).containsExactly(other);
        assertThat(invitations.find("code", NOW)).contains(made);
        assertThat(invitations.find("code", NOW.plus(day))).isEmpty();
        assertThat(invitations.find("over", NOW)).isEmpty();
        accounts().makeUser(BETA, new EmailAddress("b@beta.example"), "nanoUser", "x", Actor.PROCESS);
        assertThat(invitations.accept("code", new EmailAddress("b@beta.example"), "x", "local"))
                .isEqualTo(InvitationStore.Acceptance.TAKEN);
        assertThat(invitations.accept("code", new EmailAddress("a@alpha.example"), "x", "local"))
                .isEqualTo(InvitationStore.Acceptance.DONE);
        assertThat(invitations.accept("code", new EmailAddress("c@alpha.example"), "x", "local"))
                .isEqualTo(InvitationStore.Acceptance.UNKNOWN);
        assertThat(accounts().list(Optional.of(ALPHA))).extracting(AccountStore.Entry::email)
                .containsExactly("a@alpha.example");
        assertThat(text("SELECT actor FROM audit WHERE action = 'user.create' AND subject = 'a@alpha.example'"))
                .isEqualTo("invitation:" + made.id());
        UUID second = invitations.make(ALPHA, "nanoUser", "second", day, Actor.PROCESS).id();
        assertThat(invitations.delete(BETA, second, Actor.PROCESS)).isFalse();
        assertThat(invitations.delete(ALPHA, second, Actor.PROCESS)).isTrue();
        assertThat(invitations.find("second", NOW)).isEmpty();
    }

    private boolean put(Organisation organisation) {
        return database.write(write -> OrganisationStore.put(write, organisation));
    }

    private boolean putKey(OrganisationId organisation, String name, String key) {
        return database.write(write -> ApiKeyStore.put(write, organisation, name, ApiKeyHash.of(key)));
    }

    private boolean put(Stream stream, List<String> tags) {
        return database.write(write -> GroupStore.putGroup(write, stream.group(), stream.organisation())
                && StreamStore.put(write, stream, 0, tags));
    }

    private static UUID putRule(GuardianStore guardian, OrganisationId organisation, GuardianLine line) {
        return guardian.put(organisation, line, Actor.PROCESS).orElseThrow().id();
    }

    private static Subject address(Optional<Instant> until) {
        return new Subject.Address(IpRange.parse("203.0.113.0/24").orElseThrow(), until);
    }

    private CatalogSnapshot snapshot() {
        return Samples.snapshot(database);
    }

    private String text(String query) {
        return texts(query).getFirst();
    }

    private List<String> texts(String query) {
        return database.read(sql -> sql.sql(query).query((row, _) -> row.getString(1)).list());
    }
}
