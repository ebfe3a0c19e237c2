package dev.porter.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.porter.nas.NasException.Kind;
import dev.porter.nas.ShareLink.Use;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every NAS promises that has links.
public abstract class ShareLinksContract {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final NasPath FILE = NasPath.home(ALICE).resolve("papers/Ünder 100 %, two.txt");
    private static final NasPath FOLDER = FILE.parent();
    private static final LocalDate NEXT_MONTH = LocalDate.of(2099, 12, 31);
    private static final Secret PASSWORD = new Secret("ABCD1234EFGH5678");

    private Nas nas;

    /// Makes a NAS with no home in it.
    protected abstract Nas newNas() throws Exception;

    /// Whether it has links for putting files into a folder.
    protected boolean takesRequests() {
        return true;
    }

    @BeforeEach
    void start() throws Exception {
        nas = newNas();
        nas.files().createHome(ALICE);
        nas.files().createHome(BOB);
        write(FILE);
    }

    private void write(NasPath path) throws IOException {
        nas.files().write(path, new ByteArrayInputStream(new byte[3]), 3);
    }

    private ShareLinks links() {
        return nas.shareLinks().orElseThrow();
    }

    @Test
    void a_link_is_made_as_asked_for_and_listed() {
        assertThat(links().list(ALICE)).isEmpty();
        var link = links().create(FILE, NEXT_MONTH, PASSWORD);
        assertThat(link.use()).isEqualTo(Use.FETCH);
        assertThat(link.path()).isEqualTo(FILE);
        assertThat(link.lastDay()).isEqualTo(Optional.of(NEXT_MONTH));
        assertThat(link.hasPassword()).isTrue();
        assertThat(link.working()).isTrue();
        assertThat(link.address().getScheme()).isIn("http", "https");
        assertThat(ShareLink.isId(link.id())).isTrue();
        assertThat(link.toString()).doesNotContain(link.address().toString());
        assertThat(links().list(ALICE)).containsExactly(link);
    }

    @Test
    void a_file_can_have_several_links() {
        var first = links().create(FILE, NEXT_MONTH, PASSWORD);
        var second = links().create(FILE, NEXT_MONTH.plusDays(1), PASSWORD);
        assertThat(links().list(ALICE)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_revoked_link_is_gone() {
        var first = links().create(FILE, NEXT_MONTH, PASSWORD);
        var second = links().create(FILE, NEXT_MONTH, PASSWORD);
        assertThat(links().revoke(ALICE, first.id())).isTrue();
        assertThat(links().list(ALICE)).containsExactly(second);
        assertThat(links().revoke(ALICE, first.id())).isFalse();
    }

    @Test
    void the_links_of_others_are_neither_seen_nor_revoked() throws IOException {
        write(NasPath.home(BOB).resolve("b.txt"));
        var link = links().create(FILE, NEXT_MONTH, PASSWORD);
        links().create(NasPath.home(BOB).resolve("b.txt"), NEXT_MONTH, PASSWORD);
        assertThat(links().list(BOB)).hasSize(1).doesNotContain(link);
        assertThat(links().revoke(BOB, link.id())).isFalse();
        assertThat(links().list(ALICE)).containsExactly(link);
    }

    @Test
    void there_is_no_link_to_what_is_not_there() {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() ->
                        links().create(NasPath.home(ALICE).resolve("no.txt"), NEXT_MONTH, PASSWORD))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(links().list(ALICE)).isEmpty();
        assertThat(links().revoke(ALICE, "nothing")).isFalse();
    }

    @Test
    void links_for_putting_files_are_there_exactly_where_the_nas_has_them() {
        assertThat(links().requests().isPresent()).isEqualTo(takesRequests());
    }

    @Test
    void a_link_for_putting_files_is_made_as_asked_for_and_listed_with_the_others() {
        var requests = requests();
        var fetch = links().create(FILE, NEXT_MONTH, PASSWORD);
        var put = requests.create(FOLDER, NEXT_MONTH, PASSWORD);
        assertThat(put.use()).isEqualTo(Use.PUT);
        assertThat(put.path()).isEqualTo(FOLDER);
        assertThat(put.lastDay()).isEqualTo(Optional.of(NEXT_MONTH));
        assertThat(put.hasPassword()).isTrue();
        assertThat(put.working()).isTrue();
        assertThat(put.toString()).doesNotContain(put.address().toString());
        assertThat(links().list(ALICE)).containsExactlyInAnyOrder(fetch, put);
        assertThat(links().list(BOB)).isEmpty();
    }

    @Test
    void a_link_for_putting_files_is_revoked_by_its_owner_alone() {
        var put = requests().create(FOLDER, NEXT_MONTH, PASSWORD);
        assertThat(links().revoke(BOB, put.id())).isFalse();
        assertThat(links().list(ALICE)).containsExactly(put);
        assertThat(links().revoke(ALICE, put.id())).isTrue();
        assertThat(links().list(ALICE)).isEmpty();
    }

    @Test
    void files_are_put_into_folders_alone() {
        var requests = requests();
        for (var path : List.of(FILE, FOLDER.resolve("no"))) {
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> requests.create(path, NEXT_MONTH, PASSWORD))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
        assertThat(links().list(ALICE)).isEmpty();
    }

    private FileRequests requests() {
        var requests = links().requests();
        assumeThat(requests).isPresent();
        return requests.orElseThrow();
    }
}
