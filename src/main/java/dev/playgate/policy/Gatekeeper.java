package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.policy.Decision.Shadowed;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.token.KeyRing;
import dev.playgate.token.ProofCache;
import dev.playgate.token.Ticket;
import dev.playgate.token.TicketSeal;
import dev.playgate.viewer.IpAddress;

/**
 * Decides who may play which stream: synchronously, from memory, without a clock. Safe for use by many threads.
 *
 * <p>What is asked of a credential comes before what is asked of the stream, so that only a holder of a good token
 * learns whether a stream exists (product section 6).
 */
public final class Gatekeeper {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final KeyRing keyRing;
    private final CredentialProof proof;
    private final PolicySettings settings;
    private final TimeCheck time;
    private final List<Check> checks;

    public Gatekeeper(Catalog catalog, KeyRing keyRing, ProofCache proofs, TicketSeal tickets,
            PolicySettings settings) {
        this.catalog = catalog;
        this.keyRing = keyRing;
        this.proof = new CredentialProof(proofs, tickets);
        this.settings = settings;
        this.time = new TimeCheck(settings.leeway());
        this.checks = List.of(new KeyCheck(), new RevocationCheck(), time,
                new DomainCheck(settings.missingPageAllowed()), new AddressCheck(), new KnownCheck(),
                new ScopeCheck(), new StateCheck(), new GuardianCheck());
    }

    /** The decision on a playout request, whether it begins a session or not. */
    public Decision decide(PlayoutRequest request) {
        return decide(request, NewViewers.ALL);
    }

    /**
     * The decision on a playout request.
     *
     * @param newViewers which of those who begin a session may; the others are told to come back
     */
    public Decision decide(PlayoutRequest request, NewViewers newViewers) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        if (snapshot.isEmpty()) {
            return unavailable(Outage.CATALOG_MISSING, Optional.empty());
        }
        Asker asker = new Asker(request.address(), request.now(), newViewers);
        Credentials.Choice choice = Credentials.choose(request.credentials());
        Use use = new Use(request, snapshot.get(), keyRing.current(),
                snapshot.get().stream(request.target().stream()));
        return decide(use, choice, () -> proof.of(choice, use.keys(), asker), newViewers);
    }

    /** @param verdict on what is presented; not asked where none is needed */
    private Decision decide(Use use, Credentials.Choice choice, Supplier<Verdict> verdict, NewViewers newViewers) {
        return switch (use.enforcement()) {
            case NONE -> choice instanceof Credentials.Choice.Ambiguous
                    ? refused(Refusal.CREDENTIAL_AMBIGUOUS)
                    : decideOpen(use, Optional.empty());
            case FULL -> enforce(use, verdict.get(), newViewers);
            case SHADOW -> switch (enforce(use, verdict.get(), newViewers)) {
                case Decision.Admitted admitted -> admitted;
                case Decision.Refused(var reason, var right) ->
                    decideOpen(use, Optional.of(new Shadowed(reason, right)));
                case Decision.Unavailable(var reason, _, var right) ->
                    decideOpen(use, Optional.of(new Shadowed(reason, right)));
            };
        };
    }

    private Decision enforce(Use use, Verdict verdict, NewViewers newViewers) {
        return switch (verdict) {
            case Verdict.Bad(var reason) -> refused(reason);
            case Verdict.Unknown(var reason, var after) -> new Decision.Unavailable(reason, after, Optional.empty());
            case Verdict.Genuine(var right) -> judge(use.by(right), newViewers);
        };
    }

    private static Decision decideOpen(Use use, Optional<Shadowed> shadowed) {
        return use.judgeOpen().<Decision>map(Gatekeeper::refused).orElseGet(() -> new Decision.Admitted(
                use.stream().orElseThrow(), Optional.empty(), Optional.empty(), shadowed));
    }

    /**
     * The decision on a request that may be made up, and what each check says of it. The first of the checks that does
     * not pass is the one that decides.
     *
     * @param organisation who wants to know; streams of others are as if they were not known
     * @param asker whose proofs are counted, since the request's address and time are anybody's
     */
    public Explanation explain(PlayoutRequest request, OrganisationId organisation, Asker asker) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        if (snapshot.isEmpty()) {
            return new Explanation(unavailable(Outage.CATALOG_MISSING, Optional.empty()), Optional.empty(), List.of());
        }
        Optional<Stream> stream = snapshot.get().stream(request.target().stream())
                .filter(known -> known.organisation().equals(organisation));
        Use use = new Use(request, snapshot.get(), keyRing.current(), stream);
        Credentials.Choice choice = Credentials.choose(request.credentials());
        Verdict verdict = proof.of(choice, use.keys(), asker);
        Decision decision = decide(use, choice, () -> verdict, NewViewers.ALL);
        Optional<Right> right = verdict instanceof Verdict.Genuine(var proved) ? Optional.of(proved) : Optional.empty();
        return new Explanation(decision, right, Findings.of(use, verdict, decision, checks, this::isStale));
    }

    /** Whether a token is genuine, whatever its time and whatever it is used for. */
    public Verdict prove(String token, Asker asker) {
        return proof.token(token, keyRing.current(), asker);
    }

    /** The judgement of a token by itself, whatever it is used for: genuine, not revoked, in force. */
    public TokenJudgement judge(String token, Optional<IpAddress> source, Instant now) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        if (snapshot.isEmpty()) {
            return new TokenJudgement.Unavailable(Outage.CATALOG_MISSING, CATALOG_RETRY);
        }
        return switch (prove(token, new Asker(source, now))) {
            case Verdict.Bad(var reason) -> new TokenJudgement.Refused(reason);
            case Verdict.Unknown(var reason, var after) -> new TokenJudgement.Unavailable(reason, after);
            case Verdict.Genuine(var right) -> RevocationCheck.judge(right, snapshot.get(), now)
                    .or(() -> time.judge(right, now))
                    .<TokenJudgement>map(TokenJudgement.Refused::new)
                    .orElseGet(() -> new TokenJudgement.InForce(right));
        };
    }

    /**
     * Why a running session may not go on (security E4); empty: it may. It is judged by what its next request would be,
     * and ends as well when what it was let through under is gone: {@code secure} is enabled or disabled. Where nothing
     * can be judged from, it goes on.
     */
    public Optional<Refusal> judgeRunning(Grounds grounds, Instant now) {
        return catalog.current().flatMap(snapshot -> {
            PlayoutRequest request = grounds.request().at(now);
            Use use = new Use(request, snapshot, keyRing.current(), snapshot.stream(request.target().stream()));
            return judgeRunning(use, grounds.ticket());
        });
    }

    private Optional<Refusal> judgeRunning(Use use, Optional<Ticket> ticket) {
        if (!KnownCheck.isKnown(use.stream(), use.catalog())) {
            return Optional.of(Refusal.STREAM_UNKNOWN);
        }
        return switch (use.enforcement()) {
            case SHADOW -> use.judgeOpen();
            case NONE -> ticket.isPresent() ? Optional.of(Refusal.SECURE_DISABLED) : use.judgeOpen();
            case FULL -> ticket.isEmpty()
                    ? Optional.of(Refusal.TOKEN_MISSING)
                    : firstRefusal(use.by(new Right.OfTicket(ticket.get())));
        };
    }

    private Optional<Refusal> firstRefusal(Case facts) {
        for (Check check : checks) {
            Optional<Refusal> refusal = check.judge(facts);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Decision judge(Case facts, NewViewers newViewers) {
        Optional<Right> right = Optional.of(facts.right());
        Optional<Refusal> refusal = firstRefusal(facts);
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get(), right);
        }
        if (isStale(facts)) {
            return unavailable(Outage.CATALOG_STALE, right);
        }
        if (facts.right() instanceof Right.OfToken token && !newViewers.mayPlay(token, facts.request())) {
            return new Decision.Unavailable(Outage.EDGE_BUSY, CredentialProof.BUSY_RETRY, right);
        }
        return new Decision.Admitted(facts.stream().orElseThrow(), right,
                AddressCheck.match(facts.right(), facts.request().address()), Optional.empty());
    }

    /** Running sessions go on. */
    private boolean isStale(Case facts) {
        Instant limit = facts.catalog().asOf().plus(settings.maximumStaleness());
        return facts.right() instanceof Right.OfToken && facts.request().now().isAfter(limit);
    }

    private static Decision refused(Refusal reason) {
        return new Decision.Refused(reason, Optional.empty());
    }

    private static Decision unavailable(Outage reason, Optional<Right> right) {
        return new Decision.Unavailable(reason, CATALOG_RETRY, right);
    }
}
