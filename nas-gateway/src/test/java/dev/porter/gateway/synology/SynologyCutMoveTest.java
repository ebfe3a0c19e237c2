package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Moves that are cut between two of their steps, as when Porter is killed: what answers afterwards
/// is another Porter, which knows only from where to where.
@ParameterizedClass
@EnumSource(Profile.class)
class SynologyCutMoveTest {
    private static final UserName ALICE = new UserName("alice");
    private static final NasPath FROM = new NasPath(ALICE, "here/a.txt");
    private static final NasPath TO = new NasPath(ALICE, "there/b.txt");
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Fingerprint FINGERPRINT = InMemoryNas.fingerprint(CONTENT);
    private static final byte[] OTHER = {4, 5, 6, 7};
    private static final String RENAME = "SYNO.FileStation.Rename.rename";
    private static final String CARRY = "SYNO.FileStation.CopyMove.start";

    private final Dsm dsm;

    SynologyCutMoveTest(Profile profile) {
        dsm = Dsm.start(profile);
    }

    @BeforeEach
    void store() throws IOException {
        files().createHome(ALICE);
        write(FROM, CONTENT);
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private NasFiles files() {
        return dsm.nas().files();
    }

    private void write(NasPath path, byte[] content) throws IOException {
        files().write(path, new ByteArrayInputStream(content), content.length);
    }

    /// The move stops before it is carried, and cannot be taken back.
    private void cutBeforeCarrying() {
        dsm.simulator().fault(RENAME, new Fault.GatewayTimeout(), new Fault.Silence(false));
        cut(CARRY);
    }

    /// The move stops when it is carried and does not have its new name yet.
    private void cutAfterCarrying() {
        dsm.simulator().fault(RENAME, new Fault.GatewayTimeout());
        cut(RENAME);
    }

    private void cut(String call) {
        dsm.simulator().fault(call, new Fault.Silence(false));
        assertThatExceptionOfType(NasException.class).isThrownBy(() -> files().move(FROM, TO));
        assertThat(files().stat(FROM)).isEmpty();
        assertThat(files().stat(TO)).isEmpty();
    }

    private void everythingIs(String... paths) {
        assertThat(dsm.simulator().tree("/homes/alice"))
                .filteredOn(path -> !path.endsWith("@eaDir"))
                .containsExactlyElementsOf(
                        Arrays.stream(paths).map(path -> "/homes/alice/" + path).toList());
    }

    @Test
    void a_move_that_was_cut_before_it_was_carried_ends_when_it_is_repeated() {
        cutBeforeCarrying();
        assertThat(files().move(FROM, TO)).isTrue();
        assertThat(files().matches(TO, FINGERPRINT)).isTrue();
        everythingIs("here", "there", "there/b.txt");
    }

    @Test
    void a_move_that_was_cut_after_it_was_carried_ends_when_it_is_repeated() {
        cutAfterCarrying();
        assertThat(files().move(FROM, TO)).isTrue();
        assertThat(files().matches(TO, FINGERPRINT)).isTrue();
        everythingIs("here", "there", "there/b.txt");
    }

    @Test
    void a_move_that_was_cut_can_be_ended_without_moving_what_came_where_the_file_was()
            throws IOException {
        cutAfterCarrying();
        write(FROM, OTHER);
        assertThat(files().resume(FROM, TO)).isTrue();
        assertThat(files().matches(TO, FINGERPRINT)).isTrue();
        assertThat(files().resume(FROM, TO)).isFalse();
        assertThat(files().matches(FROM, InMemoryNas.fingerprint(OTHER))).isTrue();
    }

    @Test
    void what_took_the_place_meanwhile_stays_and_the_file_goes_back() throws IOException {
        cutBeforeCarrying();
        write(TO, OTHER);
        assertThat(files().move(FROM, TO)).isFalse();
        assertThat(files().matches(FROM, FINGERPRINT)).isTrue();
        everythingIs("here", "here/a.txt", "there", "there/b.txt");
        assertThat(files().delete(TO)).isTrue();
        cutAfterCarrying();
        write(TO, OTHER);
        assertThat(files().move(FROM, TO)).isFalse();
        assertThat(files().matches(FROM, FINGERPRINT)).isTrue();
        assertThat(files().matches(TO, InMemoryNas.fingerprint(OTHER))).isTrue();
        everythingIs("here", "here/a.txt", "there", "there/b.txt");
    }

    @Test
    void what_came_where_the_file_was_is_not_what_moves() throws IOException {
        cutBeforeCarrying();
        write(FROM, OTHER);
        assertThat(files().move(FROM, TO)).isTrue();
        assertThat(files().matches(TO, FINGERPRINT)).isTrue();
        assertThat(files().matches(FROM, InMemoryNas.fingerprint(OTHER))).isTrue();
    }

    @Test
    void a_file_on_its_way_is_nobodys_to_see_and_keeps_its_folder() {
        cutBeforeCarrying();
        assertThat(files().list(FROM.parent(), 0, 10)).isEmpty();
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> files().delete(FROM.parent()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(NasException.Kind.NOT_PERMITTED));
        assertThat(files().removeEmptyHome(ALICE)).isFalse();
        assertThat(files().move(FROM, TO)).isTrue();
    }
}
