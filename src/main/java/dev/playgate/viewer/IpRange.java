package dev.playgate.viewer;

import java.util.Arrays;
import java.util.Optional;

/**
 * An address or a CIDR range, compared as bytes (security D3).
 *
 * <p>Bits beyond the prefix are dropped: {@code 203.0.113.7/24} is {@code 203.0.113.0/24}, since that is what everyone
 * means who writes it, an application that talks to the model's token API included, and no reader takes it for anything
 * else. {@code ::ffff:a.b.c.d/n} is the IPv4 range {@code a.b.c.d/(n-96)}; with less than 96 it would reach beyond IPv4
 * and is no range. An IPv6 range never holds an IPv4 address: {@code ::/0} is every IPv6 address.
 */
public final class IpRange {

    private static final int BITS = 128;
    private static final int IPV4_OFFSET = 96;

    private final IpAddress base;
    /** Counted in 128 bits for both families. */
    private final int prefix;
    private final long highMask;
    private final long lowMask;

    private IpRange(IpAddress address, int prefix) {
        this.prefix = prefix;
        this.highMask = mask(Math.min(prefix, 64));
        this.lowMask = mask(Math.max(prefix - 64, 0));
        this.base = new IpAddress(address.high() & highMask, address.low() & lowMask);
    }

    /** An address as {@link IpAddress#parse} takes it, or one with a slash and a prefix length in decimal digits. */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        boolean isIpv4Notation = text.indexOf(':') < 0;
        int offset = isIpv4Notation ? IPV4_OFFSET : 0;
        int prefix = slash < 0 ? BITS : offset + prefixLength(text, slash + 1);
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> prefix <= BITS && prefix >= (address.isIpv4() ? IPV4_OFFSET : 0))
                .map(address -> new IpRange(address, prefix));
    }

    /** What {@link #toBytes} made. Throws {@link IllegalArgumentException} for anything else. */
    public static IpRange ofBytes(byte[] bytes) {
        int addressLength = bytes.length - 1;
        if (addressLength == 4 || addressLength == 16) {
            IpAddress address = IpAddress.ofOctets(Arrays.copyOf(bytes, addressLength));
            int prefix = Byte.toUnsignedInt(bytes[addressLength]) + (addressLength == 4 ? IPV4_OFFSET : 0);
            if (prefix <= BITS) {
                IpRange range = new IpRange(address, prefix);
                if (Arrays.equals(range.toBytes(), bytes)) {
                    return range;
                }
            }
        }
        throw new IllegalArgumentException("not the bytes of an address range");
    }

    /** The 4 or 16 octets of the first address, and one of prefix length: equal ranges give equal bytes. */
    public byte[] toBytes() {
        byte[] octets = base.octets();
        byte[] bytes = Arrays.copyOf(octets, octets.length + 1);
        bytes[octets.length] = (byte) familyPrefix();
        return bytes;
    }

    /** Whether the address lies within. */
    public boolean contains(IpAddress address) {
        return (address.high() & highMask) == base.high() && (address.low() & lowMask) == base.low()
                && address.isIpv4() == isIpv4();
    }

    private boolean isIpv4() {
        return prefix >= IPV4_OFFSET && base.isIpv4();
    }

    private int familyPrefix() {
        return isIpv4() ? prefix - IPV4_OFFSET : prefix;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** A value above any prefix length if there is none: no leading zero, no sign. */
    private static int prefixLength(String text, int start) {
        int length = text.length() - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return BITS + 1;
        }
        int value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return BITS + 1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange that && prefix == that.prefix && base.equals(that.base);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + prefix;
    }

    /** The first address in its canonical form, and the prefix length unless it is a single address. */
    @Override
    public String toString() {
        return prefix == BITS ? base.toString() : base + "/" + familyPrefix();
    }
}
