package dev.playgate.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import org.jspecify.annotations.Nullable;

import dev.playgate.token.Proof.Busy;
import dev.playgate.token.Proof.Deferred;
import dev.playgate.token.Proof.NoKeys;
import dev.playgate.token.Proof.Proved;
import dev.playgate.token.Proof.Rejected;
import dev.playgate.token.Proof.Throttled;
import dev.playgate.token.TokenVerifier.Reading;

/**
 * Proves each token once in a while instead of at each request, and keeps the cost of proving bounded (security F1 to
 * F4). Remembers proofs, never decisions: a proved token may have expired, and opens what its claims say and no more.
 */
public final class ProofCache {

    /** What an entry takes without what differs in size. */
    private static final int ENTRY_BYTES = 400;
    /** By who uses the cache: it is less than waking another thread for it. */
    private static final Executor UPKEEP = Runnable::run;

    private final TokenVerifier verifier;
    private final Runnable unknownKid;
    private final Duration maxAge;
    private final VerificationBudget budget;
    private final FailureLimit failureLimit;
    private final RecurringParts recurring = new RecurringParts();
    private final Cache<TextDigest, CachedProof> proofs;
    /**
     * What did not verify, or has expired, under the epoch at which it was found; another set of keys is another question.
     * Apart from the proofs, small and short-lived, so that failures push no proof out.
     */
    private final Cache<TextDigest, Settled> settled;

    private record Settled(Proof proof, long epoch, int bytes) {}

    /** Whether a signature may be verified now. */
    @FunctionalInterface
    public interface Consent {

        /** Always. */
        Consent GIVEN = () -> true;

        boolean mayVerify();
    }

    /**
     * An empty cache.
     *
     * @param unknownKid told of each token whose key is not known; must return at once
     * @param ticker for the age of entries; time in the sense of claims comes with each request
     * @param providers of signatures, asked at each verification
     */
    public ProofCache(ProofCacheSettings settings, Runnable unknownKid, Ticker ticker,
            Supplier<SignatureProviders> providers) {
        this.verifier = new TokenVerifier(providers);
        this.unknownKid = unknownKid;
        this.maxAge = settings.maxAge();
        this.budget = new VerificationBudget(settings.verificationsPerSecond());
        this.failureLimit = new FailureLimit(settings);
        this.proofs = Caffeine.newBuilder().maximumWeight(settings.maxBytes())
                .weigher((TextDigest _, CachedProof proof) -> ENTRY_BYTES + proof.bytes())
                .expireAfter(Expiry.creating((TextDigest text, CachedProof proof) -> proof.lifetime())).ticker(ticker)
                .executor(UPKEEP).recordStats().build();
        this.settled = Caffeine.newBuilder().maximumWeight(settings.failureMaxBytes())
                .weigher((TextDigest _, Settled outcome) -> ENTRY_BYTES + outcome.bytes())
                .expireAfterWrite(settings.failureMaxAge())
                .ticker(ticker).executor(UPKEEP).build();
    }

    /** With the signatures of the JDK. */
    public ProofCache(ProofCacheSettings settings, Runnable unknownKid, Ticker ticker) {
        this(settings, unknownKid, ticker, SignatureProviders::jdk);
    }

    /** Whether the text is a token of ours under these keys, whatever it takes to find out. */
    public Proof prove(CompactToken token, KeySet keys, Object source, Instant now) {
        return prove(token, keys, source, now, Consent.GIVEN);
    }

    /**
     * Whether the text is a token of ours under these keys. Does no I/O; verifies at most one signature; of several
     * calls with one token one verifies and the others wait for it.
     *
     * @param source who sent it, for the limit on failures: a value with {@code equals}, such as the client's address
     * @param now when the request came
     * @param consent asked when a signature would have to be verified; must return at once
     */
    public Proof prove(CompactToken token, KeySet keys, Object source, Instant now, Consent consent) {
        if (keys.isEmpty()) {
            return new NoKeys();
        }
        if (token.text().length() > CompactToken.MAX_CHARACTERS) {
            return new Rejected(TokenFault.TOO_LARGE);
        }
        TextDigest text = TextDigest.of(token.text());
        Attempt attempt = new Attempt(token, keys, source, now, consent);
        while (true) {
            @Nullable
            CachedProof proof = proofs.get(text, attempt);
            if (proof == null) {
                return Objects.requireNonNull(attempt.outcome);
            }
            if (proof.standsUnder(keys)) {
                return proof.proof();
            }
            proofs.asMap().remove(text, proof);
        }
    }

    /** Hits, misses, and the time that proving takes. A load that failed is a token that was not proved. */
    public CacheStats stats() {
        return proofs.stats();
    }

    /** How many proofs are kept, about. */
    public long estimatedSize() {
        return proofs.estimatedSize();
    }

    /** One call's way to a proof, taken if no proof is kept: gives one to keep, or none and an outcome. */
    private final class Attempt implements Function<TextDigest, @Nullable CachedProof> {

        private final CompactToken token;
        private final KeySet keys;
        private final Object source;
        private final Instant now;
        private final Consent consent;
        private @Nullable Proof outcome;

        Attempt(CompactToken token, KeySet keys, Object source, Instant now, Consent consent) {
            this.token = token;
            this.keys = keys;
            this.source = source;
            this.now = now;
            this.consent = consent;
        }

        @Override
        public @Nullable CachedProof apply(TextDigest text) {
            @Nullable
            Settled known = settled.getIfPresent(text);
            if (known != null && known.epoch() == keys.epoch()) {
                return end(known.proof());
            }
            return switch (verifier.read(token, keys)) {
                case Reading.Refused(TokenFault fault) -> {
                    if (fault == TokenFault.KEY_UNKNOWN) {
                        unknownKid.run();
                    }
                    yield end(new Rejected(fault));
                }
                case Reading.Candidate candidate -> proveWithinBounds(text, candidate);
            };
        }

        private @Nullable CachedProof proveWithinBounds(TextDigest text, Reading.Candidate candidate) {
            Optional<Duration> blocked = failureLimit.blockedFor(source, now);
            if (blocked.isPresent()) {
                return end(new Throttled(blocked.get()));
            }
            if (!consent.mayVerify()) {
                return end(new Deferred());
            }
            if (!budget.spend(verifier.cost(candidate), now)) {
                return end(new Busy(VerificationBudget.WINDOW));
            }
            Proof proof = verifier.prove(candidate);
            if (proof instanceof Proved(var verified)) {
                RecurringParts.Shared kept = recurring.share(verified.claims());
                Proved proved = new Proved(new VerifiedToken(kept.claims(), verified.key()));
                return kept.claims().expiresAt().isAfter(now)
                        ? new CachedProof(proved, candidate.key(), keys.epoch(), lifetime(kept.claims()), kept.bytes())
                        : settle(text, proved, kept.bytes());
            }
            // A faulty claim under a good signature is somebody's mistake; who guesses gets the signature wrong.
            if (proof.equals(new Rejected(TokenFault.SIGNATURE))) {
                failureLimit.count(source, now);
            }
            return settle(text, proof, 0);
        }

        private @Nullable CachedProof settle(TextDigest text, Proof proof, int bytes) {
            settled.put(text, new Settled(proof, keys.epoch(), bytes));
            return end(proof);
        }

        private Duration lifetime(PlaybackClaims claims) {
            Duration left = Duration.between(now, claims.expiresAt());
            return left.compareTo(maxAge) < 0 ? left : maxAge;
        }

        private @Nullable CachedProof end(Proof proof) {
            outcome = proof;
            return null;
        }
    }
}
