package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the sample origin answers. A HEAD gets the headers of the GET, with the length of the body that it does not get.
 *
 * @param body to be left out of the answer to a HEAD
 */
record Answer(int status, Map<String, String> headers, ByteBuffer body) implements Reply {

    static Answer playlist(String text) {
        return text(200, "application/vnd.apple.mpegurl", "no-cache", text);
    }

    static Answer media(Media media, String method, HttpHeaders request) {
        ByteBuffer bytes = media.bytes();
        Answer whole = new Answer(200, Map.of("Content-Type", "video/mp4", "Cache-Control", "public, max-age=60",
                "ETag", media.entityTag(), "Accept-Ranges", "bytes"), bytes);
        if (matches(request.getAll("If-None-Match"), media.entityTag())) {
            return new Answer(304, whole.headers(), ByteBuffer.allocate(0));
        }
        return switch (ByteRange.of(wantedRange(method, request, media.entityTag()), bytes.limit())) {
            case ByteRange.Whole all -> whole;
            case ByteRange.Part part ->
                new Answer(206, whole.headers(), bytes.slice(part.first(), part.last() - part.first() + 1)).with(
                        "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + bytes.limit());
            case ByteRange.Unsatisfiable none ->
                text(416, "The range lies outside the file.").with("Content-Range", "bytes */" + bytes.limit());
        };
    }

    /** RFC 9110: a range counts for GET only, and under {@code If-Range} only while that names the same bytes. */
    private static @Nullable String wantedRange(String method, HttpHeaders request, String entityTag) {
        String condition = request.get("If-Range");
        return method.equals("GET") && (condition == null || condition.equals(entityTag)) ? request.get("Range") : null;
    }

    /** RFC 9110 section 13.1.2: any of the tags, weak or not, or {@code *}. */
    private static boolean matches(List<String> conditions, String entityTag) {
        return conditions.stream().flatMap(value -> List.of(value.split(",", -1)).stream()).map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag) || tag.equals("W/" + entityTag));
    }

    static Answer text(int status, String text) {
        return text(status, "text/plain;charset=utf-8", "no-store", text + "\n");
    }

    static Answer text(int status, String type, String caching, String text) {
        return new Answer(status, Map.of("Content-Type", type, "Cache-Control", caching),
                ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
