package dev.playgate.edge;

import java.time.Duration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import reactor.netty.NettyPipeline;

/** HTTP on the framework's connections to origins, whose answers are read as strictly as the lane's. */
final class OriginCodec extends CombinedChannelDuplexHandler<OriginAnswerDecoder, HttpRequestEncoder> {

    private OriginCodec(OriginAnswerDecoder answers) {
        super(answers, new HttpRequestEncoder());
    }

    /**
     * In the place of the framework's own, which tells nobody of what stands behind an answer.
     *
     * @param stall the longest pause within an answer
     */
    static void installIn(ChannelPipeline pipeline, Duration stall) {
        OriginAnswerDecoder answers = new OriginAnswerDecoder();
        pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new OriginCodec(answers));
        pipeline.addAfter(NettyPipeline.HttpCodec, InterimResponses.class.getSimpleName(),
                new InterimResponses(answers));
        pipeline.addAfter(InterimResponses.class.getSimpleName(), OriginStall.class.getSimpleName(),
                new OriginStall(stall));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            inboundHandler().expect(request.method().equals(HttpMethod.HEAD));
        }
        super.write(ctx, message, promise);
    }
}
