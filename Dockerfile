# syntax=docker/dockerfile:1

# The jar, taken apart: the libraries in a layer of their own, which changes only with the pom.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn ./.mvn
COPY config ./config
COPY src/main ./src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package
RUN java -Djarmode=tools -jar target/playgate-*.jar extract --layers --application-filename playgate.jar --destination layers
COPY k8s/NewSecrets.java ./
RUN java NewSecrets.java training
COPY docker/Training.java ./
RUN javac -d training/classes Training.java

# What runs, but for the cache. Training and the shipped image start from this one stage, because the cache holds only
# for the JVM and the jars (names, sizes, times) that it was made with.
FROM eclipse-temurin:25.0.3_9-jre-noble AS application
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY docker/jvm.options ./
COPY docker/start.directives ./
COPY --from=build /build/layers/application/ ./
# Writable for whichever user runs the container; all else belongs to root.
RUN mkdir -m 1777 data

# One run, in which a few viewers play, with a configuration and keys that nothing else knows: its classes, and what the
# JVM learned of its methods, are the cache. The heap is named, so that a large build machine does not turn compressed
# pointers off.
FROM application AS training
COPY docker/training/ ./training/
COPY --from=build /build/training/ ./training/
RUN java -cp training/classes Training java @jvm.options -Xmx512m -XX:AOTCacheOutput=playgate.aot -jar playgate.jar --spring.config.additional-location=file:training/

FROM application
LABEL org.opencontainers.image.title="Playgate" \
      org.opencontainers.image.description="Decides, at the edge, who may play which stream." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=training /app/playgate.aot ./
USER 10001:10001
VOLUME /app/data
EXPOSE 8080 9090
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=playgate.aot", "-jar", "playgate.jar"]
