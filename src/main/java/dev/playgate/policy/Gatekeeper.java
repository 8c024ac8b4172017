package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.policy.Decision.Shadowed;
import dev.playgate.stream.Stream;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySet;
import dev.playgate.token.ProofCache;
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

    /** The decision on a playout request. */
    public Decision decide(PlayoutRequest request) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        if (snapshot.isEmpty()) {
            return unavailable(Outage.CATALOG_MISSING, Optional.empty());
        }
        return decide(request, snapshot.get());
    }

    private Decision decide(PlayoutRequest request, CatalogSnapshot snapshot) {
        Credentials.Choice choice = Credentials.choose(request.credentials());
        Optional<Stream> stream = snapshot.stream(request.target().stream());
        return switch (Enforcement.of(stream, snapshot)) {
            case NONE -> choice instanceof Credentials.Choice.Ambiguous
                    ? refused(Refusal.CREDENTIAL_AMBIGUOUS)
                    : decideOpen(request, snapshot, stream.orElseThrow(), Optional.empty());
            case FULL -> enforce(request, choice, snapshot, stream);
            case SHADOW -> switch (enforce(request, choice, snapshot, stream)) {
                case Decision.Admitted admitted -> admitted;
                case Decision.Refused(var reason, var right) ->
                    decideOpen(request, snapshot, stream.orElseThrow(), Optional.of(new Shadowed(reason, right)));
                case Decision.Unavailable(var reason, _, var right) ->
                    decideOpen(request, snapshot, stream.orElseThrow(), Optional.of(new Shadowed(reason, right)));
            };
        };
    }

    private Decision enforce(PlayoutRequest request, Credentials.Choice choice, CatalogSnapshot snapshot,
            Optional<Stream> stream) {
        return switch (choice) {
            case Credentials.Choice.Ambiguous _ -> refused(Refusal.CREDENTIAL_AMBIGUOUS);
            case Credentials.Choice.Single presented -> {
                KeySet keys = keyRing.current();
                yield switch (proof.of(presented, keys, request)) {
                    case Verdict.Bad(var reason) -> refused(reason);
                    case Verdict.Unknown(var reason, var after) ->
                        new Decision.Unavailable(reason, after, Optional.empty());
                    case Verdict.Genuine(var right) -> judge(new Case(request, snapshot, keys, stream, right));
                };
            }
        };
    }

    /** The judgement of a token by itself, whatever it is used for: genuine, not revoked, in force. */
    public TokenJudgement judge(String token, Optional<IpAddress> source, Instant now) {
        Optional<CatalogSnapshot> snapshot = catalog.current();
        if (snapshot.isEmpty()) {
            return new TokenJudgement.Unavailable(Outage.CATALOG_MISSING, CATALOG_RETRY);
        }
        return switch (proof.token(token, keyRing.current(), source, now)) {
            case Verdict.Bad(var reason) -> new TokenJudgement.Refused(reason);
            case Verdict.Unknown(var reason, var after) -> new TokenJudgement.Unavailable(reason, after);
            case Verdict.Genuine(var right) -> RevocationCheck.judge(right, snapshot.get())
                    .or(() -> time.judge(right, now))
                    .<TokenJudgement>map(TokenJudgement.Refused::new)
                    .orElseGet(() -> new TokenJudgement.InForce(right));
        };
    }

    private static Decision decideOpen(PlayoutRequest request, CatalogSnapshot snapshot, Stream stream,
            Optional<Shadowed> shadowed) {
        Optional<Refusal> refusal = StateCheck.judge(stream)
                .or(() -> GuardianCheck.judge(snapshot.guardian(stream.organisation()), request, true));
        return refusal.<Decision>map(Gatekeeper::refused)
                .orElseGet(() -> new Decision.Admitted(stream, Optional.empty(), Optional.empty(), shadowed));
    }

    private Decision judge(Case facts) {
        Optional<Right> right = Optional.of(facts.right());
        for (Check check : checks) {
            Optional<Refusal> refusal = check.judge(facts);
            if (refusal.isPresent()) {
                return new Decision.Refused(refusal.get(), right);
            }
        }
        if (facts.right() instanceof Right.OfToken && isStale(facts)) {
            return unavailable(Outage.CATALOG_STALE, right);
        }
        return new Decision.Admitted(facts.stream().orElseThrow(), right,
                AddressCheck.match(facts.right(), facts.request().address()), Optional.empty());
    }

    private boolean isStale(Case facts) {
        Instant limit = facts.catalog().asOf().plus(settings.maximumStaleness());
        return facts.request().now().isAfter(limit);
    }

    private static Decision refused(Refusal reason) {
        return new Decision.Refused(reason, Optional.empty());
    }

    private static Decision unavailable(Outage reason, Optional<Right> right) {
        return new Decision.Unavailable(reason, CATALOG_RETRY, right);
    }
}
