package dev.playgate.control.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.playgate.control.registry.StrangersUrl;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * {@code playgate.webhook}: where organisations may be told of changes of their streams.
 *
 * @param allowedNetworks addresses and CIDR ranges that webhooks may lead to beside public ones. Whoever administrates an
 *        organisation can then make this process send to what listens there; where 127.0.0.1 is among them, by plain http
 *        as well
 */
public record WebhookProperties(List<String> allowedNetworks) {

    private static final IpAddress LOOPBACK = IpAddress.of(InetAddress.getLoopbackAddress());

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public WebhookProperties {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < allowedNetworks.size(); i++) {
            if (IpRange.parse(allowedNetworks.get(i)).isEmpty()) {
                faults.add("allowed-networks[" + i + "] is no address and no CIDR range");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    boolean allows(IpAddress address) {
        return StrangersUrl.isPublic(address) || isNamed(address);
    }

    private boolean isNamed(IpAddress address) {
        return allowedNetworks.stream().flatMap(text -> IpRange.parse(text).stream())
                .anyMatch(range -> range.contains(address));
    }

    /** Completes "must be ...". */
    static String expected() {
        return StrangersUrl.expected() + " that leads to a public address";
    }

    /** A URL that may be told of changes, as far as its text says: what its name leads to is seen at each try. */
    Optional<URI> admit(String text) {
        return StrangersUrl.admit(text, isNamed(LOOPBACK))
                .filter(url -> StrangersUrl.literal(url).stream().allMatch(this::allows));
    }
}
