package dev.playgate.token;

import java.security.Provider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What verifies the signatures of each algorithm. */
public final class SignatureProviders {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureProviders.class);
    private static final SignatureProviders JDK = new SignatureProviders(Map.of());

    private final Map<TokenAlgorithm, SignatureCheck> checks = new EnumMap<>(TokenAlgorithm.class);

    private SignatureProviders(Map<TokenAlgorithm, SignatureCheck> others) {
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            checks.put(algorithm, others.getOrDefault(algorithm, SignatureCheck.JDK));
        }
    }

    /** The JDK, for all of them. */
    public static SignatureProviders jdk() {
        return JDK;
    }

    /**
     * The native provider for each algorithm where it gives the {@link KnownAnswers}, and the JDK for all else. Never
     * throws; takes half a second.
     */
    public static SignatureProviders choose() {
        return choose(NativeProvider.load());
    }

    static SignatureProviders choose(Optional<Provider> nativeProvider) {
        return nativeProvider.map(provider -> trusted(SignatureCheck.by(SignatureProvider.CORRETTO, provider)))
                .orElse(JDK);
    }

    private static SignatureProviders trusted(SignatureCheck check) {
        SignatureProviders chosen = new SignatureProviders(Stream.of(TokenAlgorithm.values())
                .filter(algorithm -> KnownAnswers.areGivenBy(check, algorithm))
                .collect(Collectors.toMap(algorithm -> algorithm, _ -> check)));
        LOG.info("Signatures are verified by: {}", chosen);
        return chosen;
    }

    /** What verifies this algorithm. */
    public SignatureProvider of(TokenAlgorithm algorithm) {
        return check(algorithm).kind();
    }

    /** What one verification costs, see {@link SignatureProvider#cost}. */
    int cost(TokenAlgorithm algorithm) {
        return of(algorithm).cost(algorithm);
    }

    SignatureCheck check(TokenAlgorithm algorithm) {
        return checks.getOrDefault(algorithm, SignatureCheck.JDK);
    }

    @Override
    public String toString() {
        return Stream.of(TokenAlgorithm.values()).map(algorithm -> algorithm.joseName() + " " + of(algorithm))
                .collect(Collectors.joining(", "));
    }
}
