package dev.playgate.edge.authorize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

import dev.playgate.edge.Answer;

/**
 * The messages of Envoy's service {@code envoy.service.auth.v3.Authorization}: of the question what a decision looks at, of
 * the answer what one says. The numbers are those of {@code external_auth.proto} and {@code attribute_context.proto}, which
 * are many hundred types with what they import.
 */
final class CheckMessages {

    private static final int PERMISSION_DENIED = 7;
    private static final int OVERWRITE_IF_EXISTS_OR_ADD = 2;
    /** Credentials, which the origin never sees. */
    private static final List<String> REMOVED_FIELDS = List.of("authorization", "cookie", "referer");

    private CheckMessages() {
    }

    /**
     * Reads a {@code CheckRequest}; empty: it tells of no HTTP request.
     *
     * @throws IOException if it is none
     */
    static Optional<AskedRequest> read(byte[] message) throws IOException {
        byte[] attributes = last(parts(message), 1);
        Map<Integer, List<byte[]>> http = parts(within(attributes, 4, 2));
        Map<String, List<String>> fields = new HashMap<>();
        for (byte[] entry : http.getOrDefault(3, List.of())) {
            Map<Integer, List<byte[]>> field = parts(entry);
            fields.put(text(last(field, 1)).toLowerCase(Locale.ROOT), List.of(text(last(field, 2))));
        }
        String source = text(within(attributes, 1, 1, 1, 2));
        return http.isEmpty()
                ? Optional.empty()
                : Optional.of(new AskedRequest(text(last(http, 2)), text(last(http, 4)), text(last(http, 5)),
                        source.isEmpty() ? List.of() : List.of(source),
                        name -> fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())));
    }

    /** What lies at the end of a path of fields; empty: nothing. */
    private static byte[] within(byte[] message, int... path) throws IOException {
        byte[] found = message;
        for (int number : path) {
            found = last(parts(found), number);
        }
        return found;
    }

    private static byte[] last(Map<Integer, List<byte[]>> parts, int number) {
        return parts.getOrDefault(number, List.of(new byte[0])).getLast();
    }

    /** Texts and messages within a message, by their numbers. */
    private static Map<Integer, List<byte[]>> parts(byte[] message) throws IOException {
        Map<Integer, List<byte[]>> parts = new HashMap<>();
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                parts.computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>())
                        .add(in.readByteArray());
            } else {
                in.skipField(tag);
            }
        }
        return parts;
    }

    /** An octet a character, as in a request's head: what is not ASCII is refused where it matters. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /**
     * A {@code CheckResponse} that admits.
     *
     * @param toOrigin fields for the origin
     * @param toViewer fields for the viewer
     * @param removed query parameters that the origin does not see
     */
    static byte[] admitted(Map<String, String> toOrigin, Map<String, String> toViewer, List<String> removed) {
        return message(response -> {
            response.writeByteArray(1, new byte[0]);
            response.writeByteArray(3, message(ok -> {
                writeFields(ok, 2, toOrigin);
                for (String name : REMOVED_FIELDS) {
                    ok.writeString(5, name);
                }
                writeFields(ok, 6, toViewer);
                for (String parameter : removed) {
                    ok.writeString(8, parameter);
                }
            }));
        });
    }

    /**
     * A {@code CheckResponse} that refuses.
     *
     * @param fields for the viewer
     */
    static byte[] refused(Answer answer, Map<String, String> fields) {
        return message(response -> {
            response.writeByteArray(1, message(status -> status.writeInt32(1, PERMISSION_DENIED)));
            response.writeByteArray(2, message(denied -> {
                denied.writeByteArray(1, message(status -> status.writeEnum(1, answer.status())));
                writeFields(denied, 2, fields);
                denied.writeString(3, answer.body());
            }));
        });
    }

    private static void writeFields(CodedOutputStream to, int number, Map<String, String> fields) throws IOException {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            to.writeByteArray(number, message(option -> {
                option.writeByteArray(1, message(header -> {
                    // As HTTP/2 has them.
                    header.writeString(1, field.getKey().toLowerCase(Locale.ROOT));
                    header.writeString(2, field.getValue());
                }));
                option.writeEnum(3, OVERWRITE_IF_EXISTS_OR_ADD);
            }));
        }
    }

    private interface Content {

        void writeTo(CodedOutputStream message) throws IOException;
    }

    private static byte[] message(Content content) {
        try {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(octets);
            content.writeTo(out);
            out.flush();
            return octets.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
    }
}
