package dev.playgate.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import dev.playgate.viewer.IpAddress;

/**
 * What a proxy writes before everything else on a connection: whom it speaks for (the PROXY protocol, versions 1 and 2, of
 * HAProxy's {@code proxy-protocol.txt}). Addresses are literals in their usual form (security D2); what can be read in two
 * ways is malformed.
 */
sealed interface ProxyHeader {

    /** More has to come. */
    record Incomplete() implements ProxyHeader {}

    /** It is none, or none of a TCP connection. */
    record Malformed() implements ProxyHeader {}

    /**
     * It was read, and nothing behind it.
     *
     * @param source the viewer's end; empty: the proxy speaks for itself, such as for a health check
     */
    record Read(Optional<InetSocketAddress> source) implements ProxyHeader {}

    /** Takes the header out of what has come; leaves everything there otherwise. */
    static ProxyHeader take(ByteBuf in) {
        if (begins(in, Text.BEGINNING)) {
            return in.readableBytes() < Text.BEGINNING.length ? new Incomplete() : Text.take(in);
        }
        if (begins(in, Binary.BEGINNING)) {
            return in.readableBytes() < Binary.HEAD ? new Incomplete() : Binary.take(in);
        }
        return new Malformed();
    }

    /** Whether what has come may be the beginning, or is. */
    private static boolean begins(ByteBuf in, byte[] beginning) {
        int length = Math.min(in.readableBytes(), beginning.length);
        return ByteBufUtil.equals(in, in.readerIndex(), Unpooled.wrappedBuffer(beginning), 0, length);
    }

    private static Read of(InetAddress address, int port) {
        return new Read(Optional.of(new InetSocketAddress(address, port)));
    }

    /** Version 1: a line of text. */
    final class Text {

        private static final byte[] BEGINNING = "PROXY ".getBytes(StandardCharsets.US_ASCII);
        /** With its end. */
        private static final int LONGEST = 107;
        private static final int PARTS = 6;
        private static final int MOST_PORT_DIGITS = 5;
        private static final int HIGHEST_PORT = 65_535;

        private Text() {
        }

        private static ProxyHeader take(ByteBuf in) {
            int start = in.readerIndex();
            int length = in.bytesBefore(Math.min(in.readableBytes(), LONGEST), (byte) '\n');
            if (length < 0) {
                return in.readableBytes() < LONGEST ? new Incomplete() : new Malformed();
            }
            String line = in.toString(start, length, StandardCharsets.ISO_8859_1);
            ProxyHeader header = line.endsWith("\r") ? read(line.substring(0, length - 1)) : new Malformed();
            if (header instanceof Read) {
                in.skipBytes(length + 1);
            }
            return header;
        }

        private static ProxyHeader read(String line) {
            String[] parts = line.split(" ", -1);
            if (parts[1].equals("UNKNOWN")) {
                return new Read(Optional.empty());
            }
            boolean ipv6 = parts[1].equals("TCP6");
            boolean sound = (ipv6 || parts[1].equals("TCP4")) && parts.length == PARTS && isAddress(parts[2], ipv6)
                    && isAddress(parts[3], ipv6) && isPort(parts[4]) && isPort(parts[5]);
            return sound ? of(InetAddress.ofLiteral(parts[2]), Integer.parseInt(parts[4])) : new Malformed();
        }

        private static boolean isAddress(String text, boolean ipv6) {
            return text.indexOf(':') >= 0 == ipv6 && IpAddress.parse(text).isPresent();
        }

        private static boolean isPort(String text) {
            boolean digits = !text.isEmpty() && text.length() <= MOST_PORT_DIGITS
                    && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return digits && (text.equals("0") || !text.startsWith("0")) && Integer.parseInt(text) <= HIGHEST_PORT;
        }
    }

    /** Version 2: binary. */
    final class Binary {

        private static final byte[] BEGINNING = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54,
                0x0a};
        private static final int HEAD = 16;
        /** Of what follows the head; proxies add some hundred bytes to the addresses, and a certificate at most. */
        private static final int LONGEST = 4096;
        private static final int LOCAL = 0x20;
        private static final int PROXY = 0x21;
        private static final int PORTS = 4;

        private Binary() {
        }

        private static ProxyHeader take(ByteBuf in) {
            int start = in.readerIndex();
            int command = in.getUnsignedByte(start + 12);
            int addressLength = addressLength(in.getUnsignedByte(start + 13));
            int length = in.getUnsignedShort(start + 14);
            boolean holdsAddresses = addressLength == 0
                    || (addressLength > 0 && length >= 2 * addressLength + PORTS);
            boolean sound = command == LOCAL || (command == PROXY && holdsAddresses);
            if (!sound || length > LONGEST) {
                return new Malformed();
            }
            if (in.readableBytes() < HEAD + length) {
                return new Incomplete();
            }
            ProxyHeader header = command == LOCAL || addressLength == 0
                    ? new Read(Optional.empty())
                    : of(address(ByteBufUtil.getBytes(in, start + HEAD, addressLength)),
                            in.getUnsignedShort(start + HEAD + 2 * addressLength));
            in.skipBytes(HEAD + length);
            return header;
        }

        /** 0: none; negative: not of a TCP connection. */
        private static int addressLength(int family) {
            return switch (family) {
                case 0x00 -> 0;
                case 0x11 -> 4;
                case 0x21 -> 16;
                default -> -1;
            };
        }

        private static InetAddress address(byte[] octets) {
            try {
                return InetAddress.getByAddress(octets);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no address has " + octets.length + " octets", e);
            }
        }
    }
}
