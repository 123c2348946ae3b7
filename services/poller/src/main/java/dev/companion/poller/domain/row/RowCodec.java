package dev.companion.poller.domain.row;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Encodes known rows as bytes. A million of them may be in memory, so the encoding is compact, and the id, which is in the
 * key, is not repeated. The first byte is the version of the encoding.
 */
public final class RowCodec<V extends Observed<V>> {

    private static final byte VERSION = 1;

    private static final Site.Scope[] SCOPES = Site.Scope.values();
    private static final Company.Type[] TYPES = Company.Type.values();

    public static final RowCodec<Site> SITES = new RowCodec<>(
            (out, site) -> out.number(site.number())
                    .text(site.name())
                    .text(site.description())
                    .small(site.scope().ordinal())
                    .number(site.devices() == null ? null : site.devices().longValue())
                    .text(site.portalUrl()),
            (in, id) -> new Site(
                    id, in.number(), in.requiredText(), in.text(), SCOPES[in.small()], in.narrowNumber(), in.text()));

    public static final RowCodec<User> USERS = new RowCodec<>(
            (out, user) -> out.text(user.username())
                    .text(user.firstName())
                    .text(user.lastName())
                    .text(user.email())
                    .flag(user.enabled())
                    .text(user.role())
                    .instant(user.createdAt()),
            (in, id) -> new User(id, in.text(), in.text(), in.text(), in.text(), in.flag(), in.text(), in.instant()));

    public static final RowCodec<Company> COMPANIES = new RowCodec<>(
            (out, company) -> out.text(company.name())
                    .small(company.type().ordinal())
                    .text(company.parentId())
                    .text(company.path())
                    .flag(company.suspended())
                    .flag(company.managedByPartner())
                    .instant(company.createdAt())
                    .text(company.parentCompanyId())
                    .instant(company.unreachableSince()),
            (in, id) -> new Company(
                    id,
                    in.requiredText(),
                    TYPES[in.small()],
                    in.text(),
                    in.text(),
                    in.flag(),
                    in.flag(),
                    in.instant(),
                    in.text(),
                    in.instant()));

    public static final RowCodec<InstallationPackage> PACKAGES = new RowCodec<>(
            (out, row) -> out.text(row.companyId())
                    .text(row.name())
                    .text(row.windowsLink())
                    .flag(row.windowsReady()),
            (in, id) -> new InstallationPackage(id, in.requiredText(), in.requiredText(), in.text(), in.flag()));

    private final BiConsumer<RowWriter, V> write;
    private final BiFunction<RowReader, String, V> read;

    private RowCodec(BiConsumer<RowWriter, V> write, BiFunction<RowReader, String, V> read) {
        this.write = write;
        this.read = read;
    }

    byte[] encode(KnownRow<V> row) {
        var out = new RowWriter();
        out.small(VERSION)
                .whole(row.sequence())
                .whole(row.incarnation())
                .whole(row.publishedAt().toEpochMilli())
                .small(row.misses())
                .instant(row.askAgainAt())
                .text(row.approvedIn());
        var value = row.value();
        out.small(value == null ? 0 : 1);
        if (value != null) {
            write.accept(out, value);
        }
        return out.bytes();
    }

    KnownRow<V> decode(String id, byte[] bytes) {
        var in = new RowReader(bytes);
        var version = in.small();
        if (version != VERSION) {
            throw new IllegalStateException("known row: version %d (expected: %d)".formatted(version, VERSION));
        }
        var sequence = in.whole();
        var incarnation = in.whole();
        var publishedAt = Instant.ofEpochMilli(in.whole());
        var misses = in.small();
        var askAgainAt = in.instant();
        var approvedIn = in.text();
        var value = in.small() == 0 ? null : read.apply(in, id);
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, askAgainAt, approvedIn);
    }
}
