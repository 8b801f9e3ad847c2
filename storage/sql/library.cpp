#include "storage/sql/library.h"

#include "storage/sql/fileform.h"

#include <sqlite3.h>

namespace stint
{

namespace
{

/// SQLite's own, behind ours.
sqlite3_pcache_methods2 pageCache{};

/// While SQLite spreads rows over sibling pages anew it sorts them, and a page has the number of the page that holds
/// the file's locks for that moment (`balance_nonroot`, since 3.42). The cache takes it for the greatest page it ever
/// had and, to cut it back to the end of the file, walks through its whole table when the transaction ends. No page is
/// number 0: under that number it is never the greatest.
unsigned placeOf(unsigned page)
{
    constexpr unsigned firstLockByte = 0x4000'0000;
    return page == firstLockByte / pageBytes + 1 ? 0 : page;
}

bool setUp()
{
    // Nobody asks for the library's statistics of memory, and counting them takes a lock with every allocation.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &pageCache);
    sqlite3_pcache_methods2 own = pageCache;
    own.xFetch = [](sqlite3_pcache *cache, unsigned page, int create) {
        return pageCache.xFetch(cache, placeOf(page), create);
    };
    own.xRekey = [](sqlite3_pcache *cache, sqlite3_pcache_page *page, unsigned from, unsigned to) {
        pageCache.xRekey(cache, page, placeOf(from), placeOf(to));
    };
    sqlite3_config(SQLITE_CONFIG_PCACHE2, &own);
    return true;
}

} // namespace

void prepareLibrary()
{
    [[maybe_unused]] static const bool once = setUp();
}

} // namespace stint
