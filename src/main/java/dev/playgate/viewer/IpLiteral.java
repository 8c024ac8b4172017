package dev.playgate.viewer;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import org.jspecify.annotations.Nullable;

/** The text of addresses: read as strictly as the library can (security D2), written as RFC 5952 says. */
final class IpLiteral {

    /** {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255} */
    private static final int MAX_LENGTH = 45;

    private static final IPAddressStringParameters STRICT = strict();

    private IpLiteral() {
    }

    /** The 4 or 16 octets of a literal; null if it is none. */
    static byte @Nullable [] octets(String literal) {
        if (literal.length() > MAX_LENGTH || !hasOnlyAddressCharacters(literal)) {
            return null;
        }
        IPAddress address = new IPAddressString(literal, STRICT).getAddress();
        return address == null ? null : address.getBytes();
    }

    static String canonicalIpv6(byte[] octets) {
        return new IPv6Address(octets).toCanonicalString();
    }

    /** The library has many more notations (ranges, wildcards, masks, zones, base 85); none does without another. */
    private static boolean hasOnlyAddressCharacters(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!digit && c != '.' && c != ':') {
                return false;
            }
        }
        return true;
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder().allowEmpty(false)
                .allowAll(false).allowSingleSegment(false).allowPrefix(false).allowMask(false).allowPrefixOnly(false)
                .allow_inet_aton(false).allowWildcardedSeparator(false).setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false).allowUnlimitedLeadingZeros(false)
                .allowBinary(false);
        builder.getIPv6AddressParametersBuilder().allowUnlimitedLeadingZeros(false).allowBinary(false)
                .allowBase85(false).allowZone(false).allowEmptyZone(false).allow_mixed_inet_aton(false);
        builder.getIPv6AddressParametersBuilder().getEmbeddedIPv4AddressParametersBuilder().allowLeadingZeros(false)
                .allowUnlimitedLeadingZeros(false).allowBinary(false);
        return builder.toParams();
    }
}
