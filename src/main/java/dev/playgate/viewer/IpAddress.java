package dev.playgate.viewer;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An IPv4 or IPv6 address. {@code ::ffff:a.b.c.d} is {@code a.b.c.d} (security D3). */
public final class IpAddress {

    /** What stands above the 32 bits of an IPv4 address; no IPv6 address has it, since those are IPv4 here. */
    private static final long MAPPED = 0xffffL << 32;

    private final long high;
    private final long low;

    IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** A literal in its usual form; octal, hexadecimal and short forms, and zone ids are none (security D2). */
    public static Optional<IpAddress> parse(String literal) {
        byte[] octets = IpLiteral.octets(literal);
        return octets == null ? Optional.empty() : Optional.of(ofOctets(octets));
    }

    /** The same address; a zone is dropped. */
    public static IpAddress of(InetAddress address) {
        return ofOctets(address.getAddress());
    }

    /** @param octets 4 or 16, in network order */
    static IpAddress ofOctets(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return octets.length == 4
                ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
                : new IpAddress(buffer.getLong(), buffer.getLong());
    }

    /**
     * What stands for everyone behind one line when requests are counted: an IPv4 address itself, of an IPv6 address
     * its /64, of which one host may take any address.
     */
    public IpAddress subscriber() {
        return isIpv4() ? this : new IpAddress(high, 0);
    }

    /** Whether it is an IPv4 address, however it was written. */
    public boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    /** The upper 64 of the address's 128 bits, an IPv4 address being {@code ::ffff:a.b.c.d}. */
    long high() {
        return high;
    }

    /** The lower 64 bits, likewise. */
    long low() {
        return low;
    }

    /** 4 or 16, in network order. */
    byte[] octets() {
        return isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * high + low);
    }

    /** The canonical literal: dotted decimals, or as RFC 5952 has it. */
    @Override
    public String toString() {
        if (!isIpv4()) {
            return IpLiteral.canonicalIpv6(octets());
        }
        int bits = (int) low;
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
