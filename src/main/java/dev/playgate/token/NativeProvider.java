package dev.playgate.token;

import java.security.Provider;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Amazon Corretto Crypto Provider, where it is on the class path and its library can be loaded: it is there for some
 * platforms, and needs a temporary directory that programs can be run from. Asked for by name, and not registered with
 * the JDK, so that nothing but verification comes upon it.
 */
final class NativeProvider {

    private static final Logger LOG = LoggerFactory.getLogger(NativeProvider.class);
    private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {
    }

    /** Never throws; where there is none, a line of the log says why. */
    static Optional<Provider> load() {
        return load(TYPE);
    }

    static Optional<Provider> load(String type) {
        try {
            Class<?> found = Class.forName(type);
            Provider provider = (Provider) found.getField("INSTANCE").get(null);
            Optional<Object> fault = Optional.ofNullable(found.getMethod("getLoadingError").invoke(provider));
            if (fault.isEmpty()) {
                return Optional.of(provider);
            }
            LOG.info("Signatures are verified by the JDK alone, there is no native provider: {}",
                    fault.get().toString());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            LOG.info("Signatures are verified by the JDK alone, there is no native provider: {}", e.toString());
        }
        return Optional.empty();
    }
}
