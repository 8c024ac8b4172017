package dev.playgate.demo;

import java.util.function.Function;

import io.netty.channel.Channel;

/** Somebody who gets the frames of a rendition as they are made. Used on the channel's event loop only. */
final class FrameViewer {

    private final Channel channel;
    private final Function<MediaBuffers, Object> framing;
    private Rendition rendition;
    private boolean waitsForKeyFrame = true;

    /** @param framing takes of the media what is written to the channel */
    FrameViewer(Channel channel, Rendition rendition, Function<MediaBuffers, Object> framing) {
        this.channel = channel;
        this.rendition = rendition;
        this.framing = framing;
    }

    Rendition rendition() {
        return rendition;
    }

    /** From the next key frame on it gets the frames of that rendition. */
    void change(Rendition other) {
        rendition = other;
        waitsForKeyFrame = true;
    }

    /** Writes whatever it is: a frame's bytes for instance, or a message. */
    void write(Object message) {
        channel.writeAndFlush(message);
    }

    void writeMedia(MediaBuffers media) {
        write(framing.apply(media));
    }

    /**
     * Takes the frame, of its rendition, or leaves it: who does not read gets nothing more until they have caught up and a
     * key frame comes.
     */
    void offer(MediaBuffers frame, boolean key) {
        waitsForKeyFrame = (waitsForKeyFrame && !key) || !channel.isWritable();
        if (!waitsForKeyFrame) {
            writeMedia(frame);
        }
    }
}
