package dev.playgate.token;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** A session ticket as few bytes, since every line of a playlist carries it. */
final class TicketBytes {

    private static final int OWN_KEY = 1;
    private static final int UUID_JTI = 2;
    private static final int ISSUED_AT = 4;
    private static final int USER = 8;
    private static final int TAG = 16;
    private static final int SESSIONS = 32;
    private static final int ALL_FLAGS = OWN_KEY | UUID_JTI | ISSUED_AT | USER | TAG | SESSIONS;
    private static final int MAX_ELEMENT = 255;
    private static final int UUID_CHARACTERS = 36;
    /** Five bytes of seconds: until the year 36812. */
    private static final long TIME_LIMIT = 1L << 40;

    private TicketBytes() {
    }

    /** Throws {@link IllegalArgumentException} or {@link java.nio.BufferOverflowException} when it does not fit. */
    static void write(Ticket ticket, ByteBuffer out) {
        Optional<UUID> jti = uuid(ticket.jti());
        Ticket.Traits traits = ticket.traits();
        out.put((byte) ((ticket.key().owner().isPresent() ? OWN_KEY : 0) | (jti.isPresent() ? UUID_JTI : 0)
                | (traits.issuedAt().isPresent() ? ISSUED_AT : 0) | (traits.user() != 0 ? USER : 0)
                | (traits.tag() != 0 ? TAG : 0)
                | (traits.sessions() != 0 ? SESSIONS : 0)));
        out.putLong(ticket.session());
        write(ticket.organisation().value(), out);
        write(ticket.group().value(), out);
        jti.ifPresentOrElse(uuid -> write(uuid, out), () -> write(ticket.jti(), out));
        write(ticket.key().kid(), out);
        write(ticket.domain().map(DomainPattern::toString).orElse(""), out);
        write(ticket.address().map(IpRange::toBytes).orElse(new byte[0]), out);
        traits.issuedAt().ifPresent(time -> write(time, out));
        if (traits.user() != 0) {
            out.putLong(traits.user());
        }
        if (traits.tag() != 0) {
            out.putLong(traits.tag());
        }
        if (traits.sessions() != 0) {
            out.putShort((short) traits.sessions());
        }
        write(ticket.provedAt(), out);
        write(ticket.end(), out);
        ticket.streams().stream().map(StreamName::value).sorted().forEach(name -> write(name, out));
    }

    /** Empty for what {@link #write} never writes. */
    static Optional<Ticket> read(ByteBuffer in) {
        try {
            int flags = in.get();
            if ((flags & ~ALL_FLAGS) != 0) {
                return Optional.empty();
            }
            long session = in.getLong();
            OrganisationId organisation = new OrganisationId(uuid(in));
            GroupId group = new GroupId(uuid(in));
            String jti = (flags & UUID_JTI) != 0 ? uuid(in).toString() : text(in);
            KeyReference key = new KeyReference(text(in),
                    (flags & OWN_KEY) != 0 ? Optional.of(organisation) : Optional.empty());
            Optional<DomainPattern> domain = Optional.of(text(in)).filter(text -> !text.isEmpty())
                    .map(text -> DomainPattern.parse(text).orElseThrow(IllegalArgumentException::new));
            Optional<IpRange> address = Optional.of(bytes(in)).filter(bytes -> bytes.length > 0).map(IpRange::ofBytes);
            Ticket.Traits traits = traits(flags, in);
            Instant provedAt = time(in);
            Instant end = time(in);
            Set<StreamName> streams = new HashSet<>();
            while (in.hasRemaining()) {
                streams.add(new StreamName(text(in)));
            }
            return Optional.of(new Ticket(session, organisation, group, streams, jti, key, domain, address, traits,
                    provedAt, end));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Ticket.Traits traits(int flags, ByteBuffer in) {
        Optional<Instant> issuedAt = (flags & ISSUED_AT) != 0 ? Optional.of(time(in)) : Optional.empty();
        long user = (flags & USER) != 0 ? digest(in) : 0;
        long tag = (flags & TAG) != 0 ? digest(in) : 0;
        int sessions = (flags & SESSIONS) != 0 ? sessions(in) : 0;
        return new Ticket.Traits(issuedAt, user, tag, sessions);
    }

    private static int sessions(ByteBuffer in) {
        int sessions = in.getShort();
        if (sessions < 1 || sessions > PlaybackClaims.MAXIMUM_SESSIONS) {
            throw new IllegalArgumentException("the sessions of a ticket are out of range");
        }
        return sessions;
    }

    /** None is told by its flag, and in no other way. */
    private static long digest(ByteBuffer in) {
        long digest = in.getLong();
        if (digest == 0) {
            throw new IllegalArgumentException("a digest of a ticket is 0");
        }
        return digest;
    }

    private static Optional<UUID> uuid(String text) {
        if (text.length() != UUID_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text)).filter(uuid -> uuid.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void write(UUID uuid, ByteBuffer out) {
        out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static void write(Instant time, ByteBuffer out) {
        long seconds = time.getEpochSecond();
        if (seconds < 0 || seconds >= TIME_LIMIT) {
            throw new IllegalArgumentException("a time of a ticket is out of range");
        }
        out.put((byte) (seconds >> 32)).putInt((int) seconds);
    }

    private static Instant time(ByteBuffer in) {
        return Instant.ofEpochSecond(Byte.toUnsignedLong(in.get()) << 32 | Integer.toUnsignedLong(in.getInt()));
    }

    private static void write(String text, ByteBuffer out) {
        write(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void write(byte[] bytes, ByteBuffer out) {
        if (bytes.length > MAX_ELEMENT) {
            throw new IllegalArgumentException("an element of a ticket is longer than " + MAX_ELEMENT + " bytes");
        }
        out.put((byte) bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return bytes;
    }
}
