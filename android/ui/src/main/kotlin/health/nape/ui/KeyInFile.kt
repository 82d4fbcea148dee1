package health.nape.ui

import health.nape.KeyPort
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.SecureRandom
import kotlin.io.path.exists
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes

/** The demonstration's key, beside its journal because what is in that is nobody's. A person's lies in a key store. */
internal class KeyInFile(private val file: Path) : KeyPort {
    /** The key; a new one where there is none. */
    fun key(): ByteArray {
        if (!file.exists()) {
            Files.createDirectories(file.parent)
            val onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            Files.createFile(file, onlyMine)
            file.writeBytes(ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes))
        }
        return file.readBytes()
    }

    override fun forget(journal: String?) {
        Files.deleteIfExists(file)
    }

    private companion object {
        const val KEY_BYTES = 32
    }
}
