package dev.playgate.control.dashboard;

import java.util.Optional;

import dev.playgate.control.registry.PublicProperties;
import dev.playgate.stream.StreamName;
import dev.playgate.token.CompactToken;

/**
 * Where a stream's media is asked for, with the token in each (product section 5).
 *
 * @param h5live fMP4 over WebSocket
 * @param progressive fMP4, endless
 * @param player a page that plays it, for frames
 */
record PlayoutUrls(String h5live, String progressive, String hls, String dash, String player) {

    static PlayoutUrls of(PublicProperties place, StreamName stream, Optional<CompactToken> token) {
        PublicProperties.Urls urls = place.of(stream);
        String parameter = token.map(text -> "jwtoken=" + text.text()).orElse("");
        String first = parameter.isEmpty() ? "" : "?" + parameter;
        String further = parameter.isEmpty() ? "" : "&" + parameter;
        return new PlayoutUrls(urls.websocket() + further, urls.progressive() + further,
                place.at("/hls/" + stream + "/index.m3u8" + first),
                place.at("/dash/" + stream + "/manifest.mpd" + first),
                EmbeddedPlayer.url(place, "stream=" + stream + further));
    }
}
