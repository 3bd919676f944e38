// A publication → what two reading systems make of it, as JSON: node readers.mjs BOOK.epub
//
// foliate-js and epub.js open every section in a page as wide as a phone. For each of them: how many sections there are and
// how many came, code that is cut off, tables wider than the page, images that don't show, entries of the contents that lead
// nowhere, and every address asked for outside this machine.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.epub': 'application/epub+zip', '.html': 'text/html' }
const PAGE = '<!DOCTYPE html><html lang="en"><head><title>Readers</title><style>body{margin:0}#area,foliate-view{display:block;width:360px;height:640px}</style></head><body><div id="area"></div></body></html>'
const CHROMIUM = process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
const PATIENCE = 120_000

const serve = book => new Promise(resolve => {
    const server = createServer(async (request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname))
        try {
            const body = path === '/' ? PAGE : await readFile(path === '/book.epub' ? book : join(HERE, 'node_modules', path))
            response.writeHead(200, { 'content-type': TYPES[extname(path) || '.html'] ?? 'application/octet-stream' }).end(body)
        } catch {
            response.writeHead(404).end()
        }
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
})

// What is wrong with one section, looked at in the page. A pixel is rounding.
const LOOK = `window.look = async (doc, name, wide, found) => {
    await Promise.all([...doc.images].map(image => image.decode().catch(() => null)))
    for (const pre of doc.querySelectorAll('pre'))
        if (pre.scrollWidth > pre.clientWidth + 1) found.code.push(name + ': ' + pre.textContent.slice(0, 60))
    for (const table of doc.querySelectorAll('table'))
        if ([...table.getClientRects()].some(part => part.width > wide + 1)) found.tables.push(name + ': ' + table.textContent.trim().slice(0, 60))
    for (const image of doc.images)
        if (!image.naturalWidth) found.images.push(name + ': ' + image.alt)
    if (!doc.body.textContent.trim() && !doc.images.length) found.empty.push(name)
    found.opened += 1
}
window.nothing = () => ({ sections: 0, opened: 0, entries: 0, code: [], tables: [], images: [], empty: [], lost: [] })`

const foliate = async () => {
    await import('/foliate-js/view.js')
    const found = window.nothing()
    const view = document.createElement('foliate-view')
    document.body.replaceChildren(view)
    await view.open('/book.epub')
    const { book } = view
    found.sections = book.sections.length
    const all = list => (list ?? []).flatMap(entry => [entry, ...all(entry.subitems)])
    const wanted = new Map()
    for (const { href, label } of [...all(book.toc), ...all(book.pageList), ...book.landmarks ?? []]) {
        found.entries += 1
        const target = href && await book.resolveHref(href)
        if (!target) found.lost.push(label)
        else wanted.set(target.index, [...wanted.get(target.index) ?? [], { href, anchor: target.anchor }])
    }
    for (const [index, section] of book.sections.entries()) {
        const loaded = new Promise(resolve => view.addEventListener('load', event => resolve(event.detail.doc), { once: true }))
        await view.goTo(index)
        const doc = await loaded
        const { columnWidth } = doc.defaultView.getComputedStyle(doc.documentElement)
        await window.look(doc, section.id, parseFloat(columnWidth), found)
        for (const { href, anchor } of wanted.get(index) ?? [])
            if (href.includes('#') && !anchor(doc)) found.lost.push(href)
    }
    return found
}

const epubjs = async () => {
    const found = window.nothing()
    const area = document.createElement('div')
    area.id = 'area'
    document.body.replaceChildren(area)
    const book = window.ePub('/book.epub')
    await book.ready
    const view = book.renderTo(area, { width: 360, height: 640, flow: 'scrolled-doc' })
    const sections = []
    book.spine.each(section => sections.push(section))
    found.sections = sections.length
    const all = list => (list ?? []).flatMap(entry => [entry, ...all(entry.subitems)])
    const wanted = new Map()
    for (const { href, label } of all(book.navigation.toc)) {
        found.entries += 1
        const section = book.spine.get(href)
        if (!section) found.lost.push(label)
        else wanted.set(section.index, [...wanted.get(section.index) ?? [], href])
    }
    for (const section of sections) {
        await view.display(section.href)
        const doc = view.getContents()[0].document
        await window.look(doc, section.href, doc.documentElement.clientWidth, found)
        for (const href of wanted.get(section.index) ?? []) {
            const id = decodeURIComponent(href.split('#')[1] ?? '')
            if (id && !doc.getElementById(id)) found.lost.push(href)
        }
    }
    return found
}

const read = async (browser, origin, scripts, reader) => {
    const page = await browser.newPage()
    const outside = []
    page.on('request', request => {
        const { protocol, hostname } = new URL(request.url())
        if (!['blob:', 'data:', 'about:'].includes(protocol) && hostname !== '127.0.0.1') outside.push(request.url())
    })
    await page.setViewport({ width: 360, height: 640 })
    await page.goto(origin)
    for (const script of scripts) await page.addScriptTag({ url: script })
    await page.addScriptTag({ content: LOOK })
    const began = Date.now()
    const found = await page.evaluate(reader)
    await page.close()
    return { ...found, outside, seconds: (Date.now() - began) / 1000 }
}

const server = await serve(process.argv[2])
const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: FLAGS, headless: true, protocolTimeout: PATIENCE })
try {
    const origin = `http://127.0.0.1:${server.address().port}/`
    const told = {
        'foliate-js': await read(browser, origin, [], foliate),
        'epub.js': await read(browser, origin, ['/jszip/dist/jszip.min.js', '/epubjs/dist/epub.min.js'], epubjs),
    }
    console.log(JSON.stringify(told))
} finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
}
